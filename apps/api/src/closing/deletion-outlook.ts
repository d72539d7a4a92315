import { type AccountDeletion, AppError } from '@gatehouse/auth-core';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ENV } from '../config/config.module.ts';
import type { Env } from '../config/env.ts';
import { rows } from '../database/rows.ts';

interface Found extends Omit<AccountDeletion, 'dueAt'> {
  readonly dueAt: Date;
}

/** What a deletion means to this person: said before they decide, and while it waits. */
@Injectable()
export class DeletionOutlook {
  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly database: DataSource,
  ) {}

  async of(id: string): Promise<AccountDeletion> {
    const [found] = await rows<Found>(
      this.database,
      `SELECT deletion_due_at IS NOT NULL AS closing,
              COALESCE(deletion_due_at, now() + $2 * interval '1 ms') AS "dueAt",
              (SELECT count(*)::int FROM messages WHERE author_id = users.id) AS messages,
              (SELECT count(*)::int FROM orders WHERE user_id = users.id) AS orders
         FROM users WHERE id = $1`,
      [id, this.env.deletionGrace],
    );
    // The account ended meanwhile.
    if (!found) throw new AppError('unauthenticated');
    const isAtOnce = !found.closing && this.env.deletionGrace === 0;
    return { ...found, dueAt: isAtOnce ? null : found.dueAt.toISOString() };
  }
}
