import { createHash } from 'node:crypto';
import { AppError } from '@gatehouse/auth-core';
import { Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { DataSource } from 'typeorm';
import { Turns } from './turns.ts';

const ATTEMPTS = 10;
const WAITING = 64;
const WINDOW_IN_SECONDS = 15 * 60;

/**
 * Bounds how often the password of one account is tried, over every path that takes it. Counted before
 * the hash and in the database: parallel guesses and other processes share one budget.
 */
@Injectable()
export class PasswordAttempts {
  readonly #limiter: RateLimiterPostgres;
  readonly #turns = new Turns(WAITING);

  constructor(database: DataSource) {
    const { master } = database.driver as unknown as { master: Pool };
    this.#limiter = new RateLimiterPostgres({
      storeClient: master,
      tableName: 'password_attempts',
      tableCreated: true,
      // The pruner does that, in one process at a time.
      clearExpiredByTimeout: false,
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

  /**
   * Tries a password, if the budget allows another try. One try after the other: each is counted before
   * it is made, and tries that are right do not use up the budget of those that wait.
   * @throws AppError `rate_limited` when the budget is used up, `overloaded` when too many wait
   */
  spend(key: string, isRight: () => Promise<boolean>): Promise<boolean> {
    return this.#turns.take(key, async () => {
      await this.#count(key);
      const answer = await isRight();
      // A right password gives the whole budget back.
      if (answer) await this.#limiter.delete(key);
      return answer;
    });
  }

  async #count(key: string): Promise<void> {
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
}
