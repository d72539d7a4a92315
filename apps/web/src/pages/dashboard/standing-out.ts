import type { Dashboard } from '@gatehouse/client-sdk/admin';
import { dashboardWords } from '../../words/dashboard.ts';
import { sumOf } from './time-chart.tsx';

const { notes } = dashboardWords;

/** Fewer wrong passwords, or stopped tries, than these are people who mistype, whatever the share. */
const FEW = 20;
/** People mistype about one time in five: more wrong than right, several times over, is no mistyping. */
const SHARE = 3;

/** What an admin should look at first, in plain sentences. */
export function standingOut({ series }: Pick<Dashboard, 'series'>): string[] {
  const failures = sumOf(series.failures);
  const logIns = sumOf(series.logIns);
  const throttles = sumOf(series.throttles);
  return [
    ...(failures > FEW && failures > SHARE * logIns ? [notes.failures(failures, logIns)] : []),
    ...(throttles > FEW ? [notes.throttles(throttles)] : []),
  ];
}
