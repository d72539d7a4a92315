import type { AdminUser } from '@gatehouse/auth-core';
import { isAliveInDatabase } from '../session/session-rows.ts';
import { toUser, type UserRow, userColumns } from '../users/user-view.ts';

/** Of `users u`, for admins. */
export const accountColumns = `${userColumns},
  u.suspended_at AS "suspendedAt", u.suspension_reason AS "suspensionReason",
  u.deletion_due_at AS "deletionDueAt",
  NULLIF(u.last_log_in_at, '-infinity') AS "lastLogInAt",
  (SELECT count(*)::int FROM sessions s WHERE s.user_id = u.id AND ${isAliveInDatabase}) AS sessions`;

export interface AccountRow extends UserRow {
  readonly suspendedAt: Date | null;
  readonly suspensionReason: string | null;
  readonly deletionDueAt: Date | null;
  readonly lastLogInAt: Date | null;
  readonly sessions: number;
}

export function toAdminUser(account: AccountRow): AdminUser {
  return {
    ...toUser(account),
    suspendedAt: account.suspendedAt?.toISOString() ?? null,
    suspensionReason: account.suspensionReason,
    deletionDueAt: account.deletionDueAt?.toISOString() ?? null,
    lastLogInAt: account.lastLogInAt?.toISOString() ?? null,
    sessions: account.sessions,
  };
}
