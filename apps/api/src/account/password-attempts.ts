import { createHash } from 'node:crypto';
import { AppError } from '@gatehouse/auth-core';
import { Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { DataSource } from 'typeorm';

const ATTEMPTS = 10;
const WINDOW_IN_SECONDS = 15 * 60;

/**
 * Bounds how often the password of one account is tried, over every path that takes it. Counted before
 * the hash and in the database: parallel guesses and other processes share one budget.
 */
@Injectable()
export class PasswordAttempts {
  readonly #limiter: RateLimiterPostgres;

  constructor(database: DataSource) {
    const { master } = database.driver as unknown as { master: Pool };
    this.#limiter = new RateLimiterPostgres({
      storeClient: master,
      tableName: 'password_attempts',
      tableCreated: true,
      keyPrefix: '',
      points: ATTEMPTS,
      duration: WINDOW_IN_SECONDS,
    });
  }

  /** The account that is tried. People type passwords into the wrong box: unknown names are kept as digests. */
  static keyOf(userId: string | undefined, identifier: string): string {
    if (userId !== undefined) return `user:${userId}`;
    return `unknown:${createHash('sha256').update(identifier.trim().toLowerCase()).digest('base64url')}`;
  }

  /** @throws AppError `rate_limited` when the budget is used up */
  async count(key: string): Promise<void> {
    try {
      await this.#limiter.consume(key);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      const retryAfter = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
      throw new AppError('rate_limited', {
        detail: `Too many attempts. You can try again in ${retryAfter} seconds.`,
        retryAfter,
      });
    }
  }

  /** A right password gives the whole budget back. */
  async forget(key: string): Promise<void> {
    await this.#limiter.delete(key);
  }
}
