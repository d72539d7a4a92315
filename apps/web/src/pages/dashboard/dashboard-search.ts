import { type DashboardPeriod, dashboardPeriods } from '@gatehouse/auth-core';
import { known } from '../navigation/search-text.ts';

export const periods = Object.keys(dashboardPeriods) as DashboardPeriod[];

/** What the address says of the dashboard. */
export function dashboardSearch(search: Record<string, unknown>): { period?: DashboardPeriod } {
  return known('period', periods, search);
}
