import { type Actor, AppError, authorize, canSuspend } from '@gatehouse/auth-core';
import type { EntityManager } from 'typeorm';
import { rows } from '../database/rows.ts';
import { keepAnAdmin, lockAdmins, stillAdmin } from './admins.ts';

/** Whose account, and who asks: null for the operator, who stands above all accounts. */
export interface SuspensionSubject {
  readonly id: string;
  readonly actor: Actor | null;
}

/**
 * The account logs in nowhere from now on. The database ends its sessions and its mailed links in the same transaction.
 * @param reason in an admin's words; the last one given counts
 * @throws AppError `not_found`, `forbidden` for oneself, `conflict` for the last admin
 */
export async function suspend(
  manager: EntityManager,
  { id, actor, reason }: SuspensionSubject & { readonly reason: string },
): Promise<void> {
  const admins = await lockSubject(manager, { id, actor });
  keepAnAdmin(admins, id);
  await rows(
    manager,
    'UPDATE users SET suspended_at = COALESCE(suspended_at, now()), suspension_reason = $2 WHERE id = $1',
    [id, reason],
  );
}

/**
 * The account can log in again, with what it had; its sessions do not come back.
 * @returns false when it was not suspended
 * @throws AppError `not_found`, `forbidden`
 */
export async function endSuspension(
  manager: EntityManager,
  subject: SuspensionSubject,
): Promise<boolean> {
  await lockSubject(manager, subject);
  const ended = await rows(
    manager,
    `UPDATE users SET suspended_at = NULL, suspension_reason = NULL
      WHERE id = $1 AND suspended_at IS NOT NULL RETURNING id`,
    [subject.id],
  );
  return ended.length > 0;
}

/** @returns the admins, who stay what they are until the transaction ends */
async function lockSubject(
  manager: EntityManager,
  { id, actor }: SuspensionSubject,
): Promise<readonly string[]> {
  const admins = await lockAdmins(manager);
  const [user] = await rows<{ id: string }>(
    manager,
    'SELECT id FROM users WHERE id = $1 FOR NO KEY UPDATE',
    [id],
  );
  if (!user) throw new AppError('not_found');
  if (actor) authorize(canSuspend, stillAdmin(actor, admins), user);
  return admins;
}
