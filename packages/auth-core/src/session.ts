import type { ActingAdmin } from './acting.ts';
import type { User } from './user.ts';

/** What the holder of a session may know of it. Times are ISO 8601 in UTC, by the database's clock. */
export interface Session {
  readonly id: string;
  readonly createdAt: string;
  /** It ends then, whatever happens. */
  readonly expiresAt: string;
  /** It ends then unless it is used before. */
  readonly idleExpiresAt: string;
  /** Until then, sensitive actions need no password; null when they do. */
  readonly freshUntil: string | null;
  readonly remembered: boolean;
  /** The admin who acts for the user; null for a session of one's own. */
  readonly actor: ActingAdmin | null;
}

export const deviceKinds = ['desktop', 'mobile', 'tablet', 'bot', 'unknown'] as const;

export interface Device {
  readonly browser: string;
  readonly os: string;
  readonly kind: (typeof deviceKinds)[number];
}

/** One line of the list of devices. */
export interface SessionSummary extends Session {
  readonly current: boolean;
  readonly lastSeenAt: string;
  readonly device: Device;
  /** Coarse: the network, not the machine. */
  readonly address: string | null;
}

/** Who is asking, and what waits for them. `user` and `session` are null for a visitor. */
export interface SessionView {
  readonly user: User | null;
  readonly session: Session | null;
  /** How many flash messages wait. */
  readonly flash: number;
}

/** One log-in of this account. */
export interface LogIn {
  readonly at: string;
  readonly device: Pick<Device, 'browser' | 'os'>;
  /** Coarse: the network, not the machine. */
  readonly address: string | null;
}

/** What is kept of log-ins, and told to their people. PCI DSS 4.0.1, 10.5.1: the last three months are at hand. */
export const logInHistory = { days: 90, counted: 1000 } as const;

/** What whoever logs in may compare with what they remember. */
export interface LogInHistory {
  /** In the days of `logInHistory`, this one included; more than `counted` are not counted. */
  readonly count: number;
  /** The last one before the log-in of this session; null when there was none in that time. */
  readonly previous: LogIn | null;
}

export interface EndedSessions {
  readonly endedSessions: number;
}
