/** @throws RangeError for nothing */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** Between the two nearest values where it falls between them. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  const place = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  if (below === undefined || above === undefined) throw new RangeError('No values to choose from.');
  return below + (above - below) * (place - Math.floor(place));
}

/** Undefined where there is nothing to compare with. */
export function ratio(value: number | undefined, floor: number | undefined): number | undefined {
  return value === undefined || floor === undefined || floor <= 0 ? undefined : value / floor;
}
