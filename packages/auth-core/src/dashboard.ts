import type { PageQuery } from './page.ts';
import type { Device } from './session.ts';

/** How far back the dashboard looks, and in which steps. */
export const dashboardPeriods = {
  day: { steps: 24, hours: 1 },
  week: { steps: 56, hours: 3 },
  month: { steps: 30, hours: 24 },
} as const;
export type DashboardPeriod = keyof typeof dashboardPeriods;

/** What is drawn over time. */
export const dashboardSeries = ['logIns', 'failures', 'throttles', 'newDevices'] as const;
export type DashboardSeries = (typeof dashboardSeries)[number];

/** What happens to accounts, for admins. */
export interface Dashboard {
  /** When each step begins; the last one is not over. */
  readonly times: readonly string[];
  /** How often it happened in each step. */
  readonly series: Readonly<Record<DashboardSeries, readonly number[]>>;
  /** At this moment. */
  readonly now: {
    readonly accounts: number;
    readonly suspended: number;
    readonly closing: number;
    readonly sessions: number;
  };
  /** Accounts whose passwords are guessed: the most wrong ones in a row first. */
  readonly guessed: readonly GuessedAccount[];
}

export interface GuessedAccount {
  readonly id: string;
  readonly username: string;
  readonly failures: number;
  readonly lastTryAt: string;
}

/** Somebody as they are called now; no name for one who is gone. */
export interface NamedAccount {
  readonly id: string;
  readonly username: string | null;
}

/** One event that is kept, as admins read it. */
export interface LoggedEvent {
  readonly id: string;
  readonly at: string;
  readonly name: string;
  readonly user: NamedAccount | null;
  /** Who did it, where it was somebody else. */
  readonly actor: NamedAccount | null;
  readonly sessionId: string | null;
  readonly device: Pick<Device, 'browser' | 'os'> | null;
  /** Coarse: the network, not the machine. */
  readonly address: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface EventFilter {
  readonly name?: string | undefined;
  /** The id of whom it concerns, or who did it. */
  readonly user?: string | undefined;
  readonly from?: string | undefined;
  /** Before then. */
  readonly to?: string | undefined;
}

export interface EventQuery extends EventFilter, PageQuery {}
