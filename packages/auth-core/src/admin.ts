import type { PageQuery } from './page.ts';
import type { Role, User } from './user.ts';

/** What admins may ask for in the list of accounts. */
export const accountStates = ['active', 'suspended', 'closing', 'unverified'] as const;
export type AccountState = (typeof accountStates)[number];

export const accountSorts = ['username', 'createdAt', 'lastLogInAt'] as const;
export type AccountSort = (typeof accountSorts)[number];

export const sortDirections = ['ascending', 'descending'] as const;
export type SortDirection = (typeof sortDirections)[number];

/** What admins, and nobody else, may know of an account. */
export interface AdminUser extends User {
  /** Since then it can log in nowhere; null where it can. */
  readonly suspendedAt: string | null;
  /** Why, in the words of an admin. Its person is not told. */
  readonly suspensionReason: string | null;
  /** Closed, and deleted for good then; null for an account that stays. */
  readonly deletionDueAt: string | null;
  /** Null for an account that was made for its person, who has not come yet. */
  readonly lastLogInAt: string | null;
  /** In how many browsers it is logged in. */
  readonly sessions: number;
}

export interface AdminUserQuery extends PageQuery {
  readonly search?: string | undefined;
  readonly role?: Role | undefined;
  readonly state?: AccountState | undefined;
  readonly sort?: AccountSort | undefined;
  readonly direction?: SortDirection | undefined;
}

export interface Suspension {
  readonly reason: string;
}

export const SUSPENSION_REASON_MAX = 200;
