import { AppError, type Role } from '@gatehouse/auth-core';
import type { EntityManager } from 'typeorm';
import { rows } from '../database/rows.ts';
import type { UserEntity } from '../users/user.entity.ts';
import { isOpen } from '../users/user-view.ts';

/**
 * Two log-ins at once must not both find room for one more session.
 * @returns the role, as it is now
 * @throws AppError when the account is suspended or at its end, or the password that was proved is not the password any more
 */
export async function lockUser(
  manager: EntityManager,
  { id, passwordHash }: UserEntity,
): Promise<Role> {
  const [found] = await rows<{ isProved: boolean; role: Role }>(
    manager,
    `SELECT u.password_hash = $2 AS "isProved", u.role FROM users u WHERE u.id = $1 AND ${isOpen} FOR UPDATE`,
    [id, passwordHash],
  );
  if (!found) throw new AppError('invalid_credentials');
  if (!found.isProved)
    throw new AppError('conflict', { detail: 'The password has just been changed. Try again.' });
  return found.role;
}
