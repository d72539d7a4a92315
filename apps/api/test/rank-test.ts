/**
 * How likely two samples differ as much as these when they come from the same place (Mann and Whitney, two-sided, by the normal
 * distribution: for samples of twenty and more). It asks for nothing but the order, so that no outlier decides.
 * @throws RangeError for a sample of nothing
 */
export function rankTest(one: readonly number[], other: readonly number[]): number {
  if (one.length === 0 || other.length === 0) throw new RangeError('No values to compare.');
  const all = [
    ...one.map((value) => ({ value, isOne: true })),
    ...other.map((value) => ({ value, isOne: false })),
  ].sort((left, right) => left.value - right.value);
  let rankSum = 0;
  let tied = 0;
  for (let start = 0; start < all.length; ) {
    const group = all.slice(start).filter(({ value }) => value === all[start]?.value);
    const rank = start + (group.length + 1) / 2;
    rankSum += rank * group.filter(({ isOne }) => isOne).length;
    tied += group.length ** 3 - group.length;
    start += group.length;
  }
  return likelihood(rankSum, { one: one.length, other: other.length, tied });
}

function likelihood(
  rankSum: number,
  { one, other, tied }: { one: number; other: number; tied: number },
): number {
  const total = one + other;
  const before = rankSum - (one * (one + 1)) / 2;
  const expected = (one * other) / 2;
  const variance = ((one * other) / 12) * (total + 1 - tied / (total * (total - 1)));
  if (variance === 0) return 1;
  const distance = Math.max(0, Math.abs(before - expected) - 0.5) / Math.sqrt(variance);
  return Math.min(1, 2 * tail(distance));
}

/** Of the normal distribution: the share beyond. Abramowitz and Stegun 26.2.17, off by less than 7.5e-8. */
function tail(distance: number): number {
  const t = 1 / (1 + 0.2316419 * distance);
  const density = Math.exp((-distance * distance) / 2) / Math.sqrt(2 * Math.PI);
  const terms = [0.31938153, -0.356563782, 1.781477937, -1.821255978, 1.330274429];
  return density * terms.reduceRight((sum, term) => (sum + term) * t, 0);
}
