import type { DashboardPeriod } from '@gatehouse/auth-core';

const HOUR = 3_600_000;

/** Every so many steps of a month get a label. */
const LABELLED_DAYS = 7;

const formats: Readonly<Record<DashboardPeriod, Intl.DateTimeFormatOptions>> = {
  day: { hour: 'numeric' },
  week: { weekday: 'short' },
  month: { month: 'short', day: 'numeric' },
};

export interface Tick {
  readonly step: number;
  readonly label: string;
}

/** The top of an axis: a round number that is no less than what is shown, and has a half. */
export function roundTop(peak: number): number {
  const unit = 10 ** Math.floor(Math.log10(Math.max(peak, 1)));
  const top = [1, 2, 4, 6, 8, 10].find((factor) => factor * unit >= peak) ?? 10;
  return Math.max(2, top * unit);
}

/** Labels under some steps, in local time: few enough for a phone. */
export function ticksOf(times: readonly string[], period: DashboardPeriod, locale: string): Tick[] {
  const format = new Intl.DateTimeFormat(locale, formats[period]);
  return times
    .map((time, step) => ({ step, at: new Date(time) }))
    .filter(({ step, at }) => isLabelled(period, step, at))
    .map(({ step, at }) => ({ step, label: format.format(at) }));
}

function isLabelled(period: DashboardPeriod, step: number, at: Date): boolean {
  if (period === 'day') return at.getHours() % 6 === 0;
  if (period === 'month') return step % LABELLED_DAYS === Math.floor(LABELLED_DAYS / 2);
  // The first step of each day.
  return step > 0 && at.getDate() !== new Date(at.getTime() - 3 * HOUR).getDate();
}
