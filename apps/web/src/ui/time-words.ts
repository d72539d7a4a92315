const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const steps = [
  { unit: 'year', seconds: 365 * DAY },
  { unit: 'month', seconds: 30 * DAY },
  { unit: 'day', seconds: DAY },
  { unit: 'hour', seconds: HOUR },
  { unit: 'minute', seconds: MINUTE },
] as const;

export function exactTime(iso: string, locale: string): string {
  const style = { dateStyle: 'medium', timeStyle: 'short' } as const;
  return new Intl.DateTimeFormat(locale, style).format(new Date(iso));
}

/** "2 hours ago", "yesterday", "now": in the largest unit that is there whole. */
export function relativeTime(iso: string, locale: string, now: Date = new Date()): string {
  const seconds = (new Date(iso).getTime() - now.getTime()) / 1000;
  const step = steps.find((candidate) => Math.abs(seconds) >= candidate.seconds);
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  return step
    ? words.format(Math.trunc(seconds / step.seconds), step.unit)
    : words.format(0, 'second');
}

/** "Nov 21, 3:00 – 4:00 PM": without its year, for what happened lately. */
export function timeRange(start: string, hours: number, locale: string): string {
  const from = new Date(start);
  const style = { month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' } as const;
  return new Intl.DateTimeFormat(locale, style).formatRange(
    from,
    new Date(from.getTime() + hours * HOUR * 1000),
  );
}
