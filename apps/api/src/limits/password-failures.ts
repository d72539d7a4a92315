import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { rows } from '../database/rows.ts';
import { limitPolicy } from './limit-policy.ts';
import { tooManyTries } from './too-many-tries.ts';

const { freeTries, firstDelay, longestDelay, quiet } = limitPolicy.account;

/** Kept below the power that PostgreSQL cannot compute; the longest delay is reached long before. */
const DOUBLINGS_MAX = 20;

const tries = `CASE WHEN f.last_try_at < now() - interval '${quiet} seconds' THEN 1 ELSE f.tries + 1 END`;
const delay = `least(${longestDelay}, ${firstDelay} * 2 ^ least(${tries} - ${freeTries}, ${DOUBLINGS_MAX}))`;
const isAllowed = 'f.next_try_at <= now()';

interface Counted {
  readonly refusals: number;
  readonly failures: number;
  readonly tries: number;
  /** Seconds. */
  readonly wait: number;
}

/** What is known of a try when it has been counted, and before it is made. */
export interface CountedTry {
  /** In a row, this one included: no time resets them, only a success. */
  readonly failures: number;
  /** Since delays began to grow, this one included. */
  readonly tries: number;
}

/**
 * Failures in a row, of an account or of one of its browsers. A try is counted as a failure before it is made, in one
 * statement and by the clock of the database: tries at the same time, and other processes, cannot exceed what is allowed.
 */
@Injectable()
export class PasswordFailures {
  /** How often it was too early for another try, in this process. */
  reached = 0;

  constructor(private readonly database: DataSource) {}

  /** @throws AppError `rate_limited` before the delay is over */
  async count(key: string): Promise<CountedTry> {
    const [counted] = await rows<Counted>(
      this.database,
      `INSERT INTO password_failures AS f (key) VALUES ($1)
       ON CONFLICT (key) DO UPDATE SET
         failures = CASE WHEN ${isAllowed} THEN f.failures + 1 ELSE f.failures END,
         tries = CASE WHEN ${isAllowed} THEN ${tries} ELSE f.tries END,
         refusals = CASE WHEN ${isAllowed} THEN 0 ELSE f.refusals + 1 END,
         last_try_at = CASE WHEN ${isAllowed} THEN now() ELSE f.last_try_at END,
         next_try_at = CASE WHEN ${isAllowed} AND ${tries} >= ${freeTries} THEN now() + make_interval(secs => ${delay})
                            ELSE f.next_try_at END
       RETURNING f.refusals, f.failures, f.tries,
         extract(epoch FROM greatest(f.next_try_at, now()) - now())::float AS wait`,
      [key],
    );
    if (!counted) throw new Error('A try was not counted.');
    if (counted.refusals > 0) {
      this.reached += 1;
      throw tooManyTries(counted.wait);
    }
    return counted;
  }

  /** A try that was counted and could not be made. */
  async takeBack(key: string): Promise<void> {
    await rows(
      this.database,
      `UPDATE password_failures SET failures = greatest(failures - 1, 0), tries = greatest(tries - 1, 0),
         next_try_at = least(next_try_at, now()) WHERE key = $1`,
      [key],
    );
  }

  /** With a new password, or without the account: nothing is left that was counted against the old one. */
  async forget(database: DataSource | EntityManager, userId: string): Promise<void> {
    await rows(database, `DELETE FROM password_failures WHERE key = $1 OR key LIKE $2 || ':%'`, [
      accountKey(userId),
      `browser:${userId}`,
    ]);
  }

  /**
   * A right password ends the row of failures of the account and of the key it was counted under. Others keep the delays
   * that they have earned. Whoever logs in next is told, when there were many.
   */
  async forgive(userId: string, key: string): Promise<void> {
    await rows(
      this.database,
      `WITH before AS (
         SELECT key, failures FROM password_failures WHERE key IN ($1, $2) ORDER BY key FOR UPDATE),
       forgotten AS (DELETE FROM password_failures WHERE key = $2),
       forgiven AS (UPDATE password_failures SET failures = 0 WHERE key = $1 AND key <> $2 AND failures > 0)
       INSERT INTO account_notices (user_id, code, params)
       SELECT users.id, 'failed_attempts', jsonb_build_object('count', told.count)
         FROM (SELECT sum(failures) - 1 AS count FROM before) told, users
        WHERE users.id = $3 AND told.count >= ${limitPolicy.toldFailures}
       ON CONFLICT (user_id, code) DO UPDATE SET created_at = now(), params = jsonb_build_object('count',
         (account_notices.params->>'count')::int + (EXCLUDED.params->>'count')::int)`,
      [accountKey(userId), key, userId],
    );
  }
}

export function accountKey(userId: string): string {
  return `user:${userId}`;
}

/** @param digest of the mark that the browser keeps */
export function browserKey(userId: string, digest: string): string {
  return `browser:${userId}:${digest}`;
}
