import type { EntityManager } from 'typeorm';
import { rows } from '../database/rows.ts';

export interface ClosedAccount {
  readonly username: string;
  readonly dueAt: Date;
}

/**
 * By the clock of the database, which ends the sessions in the same transaction. A date that stands already stays.
 * @param grace milliseconds
 */
export async function closeAccount(
  manager: EntityManager,
  id: string,
  grace: number,
): Promise<ClosedAccount | null> {
  const [closed] = await rows<ClosedAccount>(
    manager,
    `UPDATE users SET deletion_due_at = COALESCE(deletion_due_at, now() + $2 * interval '1 ms')
      WHERE id = $1 RETURNING username, deletion_due_at AS "dueAt"`,
    [id, grace],
  );
  return closed ?? null;
}

/** @returns what the account was spared; null when it was not closed */
export async function reopenAccount(
  manager: EntityManager,
  id: string,
): Promise<ClosedAccount | null> {
  const [reopened] = await rows<ClosedAccount>(
    manager,
    `UPDATE users u SET deletion_due_at = NULL
       FROM (SELECT id, deletion_due_at FROM users WHERE id = $1 AND deletion_due_at IS NOT NULL FOR UPDATE) closed
      WHERE u.id = closed.id RETURNING u.username, closed.deletion_due_at AS "dueAt"`,
    [id],
  );
  return reopened ?? null;
}

const longDate = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** In words: 5 December 2026. */
export function dueDate({ dueAt }: ClosedAccount): string {
  return longDate.format(dueAt);
}
