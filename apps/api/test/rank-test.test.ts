import { describe, expect, it } from '@jest/globals';
import { rankTest } from './rank-test.ts';

const times = (count: number, timeOf: (index: number) => number) =>
  Array.from({ length: count }, (_, index) => timeOf(index));

describe('the rank test', () => {
  it('agrees with worked examples', () => {
    // Without and with values that are the same, by SciPy: mannwhitneyu(one, other, method='asymptotic').
    expect(rankTest([19, 22, 16, 29, 24], [20, 11, 17, 12])).toBeCloseTo(0.111347, 5);
    expect(rankTest([1, 2, 2, 3, 4], [2, 3, 4, 4, 5])).toBeCloseTo(0.162587, 5);
  });

  it('says the same, whichever sample comes first', () => {
    const [one, other] = [times(50, (n) => (n * 37) % 101), times(40, (n) => (n * 53) % 97)];
    expect(rankTest(one, other)).toBeCloseTo(rankTest(other, one), 10);
  });

  it('finds what is a little slower each time, and nothing where nothing is', () => {
    const noise = (n: number) => (n * 7919) % 1000;
    const one = times(200, noise);
    expect(
      rankTest(
        one,
        times(200, (n) => noise(n + 500)),
      ),
    ).toBeGreaterThan(0.01);
    expect(
      rankTest(
        one,
        times(200, (n) => noise(n + 500) + 150),
      ),
    ).toBeLessThan(0.001);
    // One disturbance of the machine decides nothing.
    expect(rankTest([...one.slice(1), 1e9], one)).toBeGreaterThan(0.5);
    expect(rankTest([5, 5, 5], [5, 5, 5])).toBe(1);
    expect(() => rankTest([], [1])).toThrow(RangeError);
  });
});
