const unitsInMilliseconds = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

const notation = /^(\d{1,6})([smhd])$/;

/** Milliseconds of `30m`, `14d`, `12h` or `45s`; undefined for anything else, and for nothing at all. */
export function parseDuration(text: string): number | undefined {
  const [, count, unit] = notation.exec(text.trim()) ?? [];
  if (!count || !unit || Number(count) === 0) return undefined;
  return Number(count) * unitsInMilliseconds[unit as keyof typeof unitsInMilliseconds];
}
