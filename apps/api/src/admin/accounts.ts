import {
  type AccountSort,
  type AccountState,
  type AdminUser,
  AppError,
  type Page,
  type Role,
  type SortDirection,
} from '@gatehouse/auth-core';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { isForeign } from '../account/foreign-hashes/foreign-hashes.ts';
import { containing } from '../database/containing.ts';
import { pageOf } from '../database/cursor.ts';
import { rows } from '../database/rows.ts';
import { sortedBy } from './account-order.ts';
import { type AccountRow, accountColumns, toAdminUser } from './account-row.ts';

export interface AccountQuery {
  readonly search?: string | undefined;
  readonly role?: Role | undefined;
  readonly state?: AccountState | undefined;
  /** Only those whose password is hashed with other settings than today's. */
  readonly foreignHash?: boolean | undefined;
  readonly sort: AccountSort;
  readonly direction: SortDirection;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

type Listed = AccountRow & { readonly key: string };

const inState: Readonly<Record<AccountState, string>> = {
  active: 'u.suspended_at IS NULL AND u.deletion_due_at IS NULL',
  suspended: 'u.suspended_at IS NOT NULL',
  closing: 'u.deletion_due_at IS NOT NULL',
  unverified: 'u.email_verified_at IS NULL',
};

/** Accounts, as admins see them. */
@Injectable()
export class Accounts {
  constructor(private readonly database: DataSource) {}

  /** A page at a time: whoever comes, goes or is renamed meanwhile, nobody else is shown twice or left out. */
  async list({
    sort,
    direction,
    cursor,
    limit,
    ...filter
  }: AccountQuery): Promise<Page<AdminUser>> {
    const { key, orderBy, after, values } = sortedBy(sort, direction, cursor);
    const given: unknown[] = [...values];
    const next = (value: unknown): string => `$${given.push(value)}`;
    const conditions = [after, ...conditionsOf(filter, next)];
    const found = await rows<Listed>(
      this.database,
      `SELECT ${accountColumns}, ${key} AS key FROM users u WHERE true ${conditions.join(' ')}
        ORDER BY ${orderBy} LIMIT ${next(limit + 1)}`,
      given,
    );
    return pageOf(found, limit, { toItem: toAdminUser, keyOf: (row) => [row.key, row.id] });
  }

  /** @throws AppError `not_found` */
  async get(id: string): Promise<AdminUser> {
    const [found] = await rows<AccountRow>(
      this.database,
      `SELECT ${accountColumns} FROM users u WHERE u.id = $1`,
      [id],
    );
    if (!found) throw new AppError('not_found');
    return toAdminUser(found);
  }
}

/** @param next takes a value, and answers what stands for it */
function conditionsOf(
  { search, role, state, foreignHash }: Partial<AccountQuery>,
  next: (value: unknown) => string,
): readonly string[] {
  const conditions: string[] = [];
  if (role) conditions.push(`AND u.role = ${next(role)}`);
  if (state) conditions.push(`AND ${inState[state]}`);
  if (foreignHash) conditions.push(`AND u.${isForeign}`);
  if (search?.trim()) {
    const pattern = `lower(${next(containing(search))})`;
    conditions.push(
      `AND (u.username_canonical LIKE ${pattern} OR lower(u.name) LIKE ${pattern} OR u.email_canonical LIKE ${pattern})`,
    );
  }
  return conditions;
}
