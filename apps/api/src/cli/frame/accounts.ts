import type { Role } from '@gatehouse/auth-core';
import type { DataSource, EntityManager } from 'typeorm';
import { canonicalIdentifier } from '../../account/canonical-identifier.ts';
import { rows } from '../../database/rows.ts';
import { accountKey } from '../../limits/password-failures.ts';
import { isAliveInDatabase } from '../../session/session-rows.ts';
import { Refusal } from './refusal.ts';
import type { Cell } from './table.ts';

/** An account as its operator sees it: nothing that is secret. */
export interface Account {
  readonly id: string;
  readonly username: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly createdAt: Date;
  readonly suspendedAt: Date | null;
  readonly lastLogInAt: Date | null;
  readonly sessions: number;
  /** Wrong passwords in a row. */
  readonly failures: number;
}

export const states = ['active', 'suspended'] as const;

/** Of `users u`. */
export const accountColumns = `
  u.id, u.username, u.email, u.name, u.role, u.created_at AS "createdAt", u.suspended_at AS "suspendedAt",
  (SELECT max(e.at) FROM security_events e WHERE e.user_id = u.id AND e.name = 'session_created') AS "lastLogInAt",
  (SELECT count(*)::int FROM sessions s WHERE s.user_id = u.id AND ${isAliveInDatabase}) AS sessions,
  coalesce((SELECT f.failures FROM password_failures f WHERE f.key = '${accountKey('')}' || u.id), 0) AS failures`;

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What to say of an argument that names somebody. */
export const whose = 'username, e-mail address or id';

/** @throws Refusal when nobody is called that */
export async function findAccount(
  database: DataSource | EntityManager,
  named: string,
): Promise<Account> {
  const column = uuid.test(named)
    ? 'id'
    : named.includes('@')
      ? 'email_canonical'
      : 'username_canonical';
  const value = column === 'id' ? named : canonicalIdentifier(named);
  const [found] = await rows<Account>(
    database,
    `SELECT ${accountColumns} FROM users u WHERE u.${column} = $1`,
    [value],
  );
  if (!found) throw new Refusal(`Nobody is called ${named}. Look with: gatehouse user list`);
  return found;
}

export function sidesOf(account: Account): (readonly [string, Cell])[] {
  return [
    ['Username', account.username],
    ['E-mail', account.email],
    ['Name', account.name],
    ['Role', account.role],
    ['State', stateOf(account)],
    ['Registered', account.createdAt],
    ['Last log-in', account.lastLogInAt],
    ['Sessions', account.sessions],
    ['Wrong passwords in a row', account.failures],
    ['Id', account.id],
  ];
}

export function stateOf({ suspendedAt }: Account): (typeof states)[number] {
  return suspendedAt ? 'suspended' : 'active';
}
