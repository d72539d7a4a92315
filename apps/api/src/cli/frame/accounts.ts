import type { AdminUser } from '@gatehouse/auth-core';
import { passwordFormat } from '@gatehouse/auth-core/password';
import type { DataSource } from 'typeorm';
import { canonicalIdentifier } from '../../account/canonical-identifier.ts';
import { Accounts } from '../../admin/accounts.ts';
import { rows } from '../../database/rows.ts';
import { accountKey } from '../../limits/password-failures.ts';
import { Refusal } from './refusal.ts';
import { type Cell, time } from './table.ts';

/** An account as admins see it, and what helps whoever cannot log in. */
export interface Account extends AdminUser {
  /** How the password is hashed, by whom ever; never the hash. */
  readonly passwordFormat: string;
  /** Wrong passwords in a row. */
  readonly failures: number;
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What to say of an argument that names somebody. */
export const whose = 'username, e-mail address or id';

/** @throws Refusal when nobody is called that */
export async function findAccount(database: DataSource, named: string): Promise<Account> {
  const column = uuid.test(named)
    ? 'id'
    : named.includes('@')
      ? 'email_canonical'
      : 'username_canonical';
  const [found] = await rows<{ id: string; hash: string; failures: number }>(
    database,
    `SELECT u.id, u.password_hash AS hash, coalesce(f.failures, 0) AS failures
       FROM users u LEFT JOIN password_failures f ON f.key = '${accountKey('')}' || u.id
      WHERE u.${column} = $1`,
    [column === 'id' ? named : canonicalIdentifier(named)],
  );
  if (!found) throw new Refusal(`Nobody is called ${named}. Look with: gatehouse user list`);
  const { id, hash, failures } = found;
  const account = await new Accounts(database).get(id);
  return { ...account, passwordFormat: passwordFormat(hash) ?? 'unknown', failures };
}

export function sidesOf(account: Account): (readonly [string, Cell])[] {
  const { suspendedAt, suspensionReason, deletionDueAt } = account;
  return [
    ['Username', account.username],
    ['E-mail', account.email],
    ['E-mail verified', account.emailVerified],
    ['Name', account.name],
    ['Role', account.role],
    ['State', stateOf(account)],
    ...(suspendedAt
      ? ([
          ['Suspended', time(suspendedAt)],
          ['Because', suspensionReason],
        ] as const)
      : []),
    ...(deletionDueAt ? ([['Deleted on', time(deletionDueAt)]] as const) : []),
    ['Registered', time(account.createdAt)],
    ['Last log-in', time(account.lastLogInAt)],
    ['Sessions', account.sessions],
    ['Wrong passwords in a row', account.failures],
    ['Password hashed by', account.passwordFormat],
    ['Id', account.id],
  ];
}

export function stateOf({ suspendedAt, deletionDueAt }: AdminUser): string {
  if (deletionDueAt) return 'closing';
  return suspendedAt ? 'suspended' : 'active';
}
