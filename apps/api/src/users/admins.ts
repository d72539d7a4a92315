import { type Actor, AppError } from '@gatehouse/auth-core';
import type { EntityManager } from 'typeorm';
import { rows } from '../database/rows.ts';

/** Locks who could lose the last admin: suspended and closed accounts are none. Two admins who demote each other come one after the other. */
export async function lockAdmins(manager: EntityManager): Promise<readonly string[]> {
  const admins = await rows<{ id: string }>(
    manager,
    `SELECT id FROM users WHERE role = 'admin' AND suspended_at IS NULL AND deletion_due_at IS NULL ORDER BY id FOR UPDATE`,
  );
  return admins.map(({ id }) => id);
}

/** The actor as the locked rows know them: the request may have read an older role. */
export function stillAdmin(actor: Actor, admins: readonly string[]): Actor {
  return { id: actor.id, role: admins.includes(actor.id) ? 'admin' : 'member' };
}

export function keepAnAdmin(admins: readonly string[], id: string): void {
  if (admins.length === 1 && admins[0] === id)
    throw new AppError('conflict', {
      detail: 'The last admin has to stay. Make somebody else an admin first.',
    });
}
