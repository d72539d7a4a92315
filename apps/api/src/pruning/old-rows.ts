import { logInHistory } from '@gatehouse/auth-core';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AccountClosing } from '../closing/account-closing.ts';
import { rows } from '../database/rows.ts';
import { isRecent } from '../limits/known-browsers.ts';
import { limitPolicy } from '../limits/limit-policy.ts';
import type { Slice } from './dead-sessions.ts';

/** Removes what is written once and of no use after a while. */
@Injectable()
export class OldRows {
  constructor(private readonly closing: AccountClosing) {}

  /**
   * Kept longer than people are told of, they only follow them; the database keeps them for as long as well. The oldest come
   * first in the primary key, so nothing has to be searched.
   */
  async removeEvents(manager: EntityManager, limit: number): Promise<number> {
    const removed = await rows(
      manager,
      `DELETE FROM security_events WHERE at < now() - interval '${logInHistory.days} days'
          AND id IN (SELECT id FROM security_events ORDER BY id LIMIT $1) RETURNING 1`,
      [limit],
    );
    return removed.length;
  }

  /** Windows that are over; their end is in milliseconds, by the clock of the process that counted. */
  async removeWindows(manager: EntityManager, limit: number): Promise<number> {
    const removed = await rows(
      manager,
      `DELETE FROM rate_limits WHERE key IN (
         SELECT key FROM rate_limits WHERE expire < extract(epoch FROM now() - interval '1 minute') * 1000
          LIMIT $1 FOR UPDATE SKIP LOCKED) RETURNING 1`,
      [limit],
    );
    return removed.length;
  }

  /** Failures that bound nothing any more. Those of an account stay: no time forgives them. */
  async removeFailures(manager: EntityManager, limit: number): Promise<number> {
    const removed = await rows(
      manager,
      `DELETE FROM password_failures WHERE key IN (
         SELECT key FROM password_failures
          WHERE last_try_at < now() - interval '${limitPolicy.account.quiet} seconds' AND next_try_at < now()
            AND (failures = 0 OR key LIKE 'unknown:%')
          LIMIT $1 FOR UPDATE SKIP LOCKED) RETURNING 1`,
      [limit],
    );
    return removed.length;
  }

  /**
   * Failures of browsers that are not known any more: nothing is counted under them again. Looks at the next rows only, along
   * the primary key, because most of what it finds is still of use.
   */
  async removeLost(manager: EntityManager, after: string, limit: number): Promise<Slice> {
    const [slice] = await rows<Slice>(
      manager,
      `WITH slice AS (
         SELECT key FROM password_failures WHERE key > $1 AND key >= 'browser:' AND key < 'browser;'
          ORDER BY key LIMIT $2
       ), lost AS (
         SELECT f.key FROM password_failures f JOIN slice USING (key)
          WHERE NOT EXISTS (SELECT FROM known_browsers
                             WHERE user_id = split_part(f.key, ':', 2)::uuid AND digest = split_part(f.key, ':', 3))
            FOR UPDATE OF f SKIP LOCKED
       ), removed AS (
         DELETE FROM password_failures f USING lost WHERE f.key = lost.key RETURNING 1
       )
       SELECT (SELECT max(key) FROM slice) AS last, (SELECT count(*)::int FROM slice) AS looked,
              (SELECT count(*)::int FROM removed) AS removed, '[]'::jsonb AS expired`,
      [after, limit],
    );
    return slice ?? { last: null, looked: 0, removed: 0, expired: [] };
  }

  /** Before the accounts: what is left for the transaction of an account is little. */
  removeMessages(manager: EntityManager, limit: number): Promise<number> {
    return this.closing.removeMessagesOfDue(manager, limit);
  }

  /** The next account whose time is over: one a transaction, because each takes all that is its person's along. */
  async removeAccount(manager: EntityManager): Promise<number> {
    return (await this.closing.removeNextDue(manager)) ? 1 : 0;
  }

  /** Browsers that nobody has logged in from for long. */
  async removeBrowsers(manager: EntityManager, limit: number): Promise<number> {
    const removed = await rows(
      manager,
      `DELETE FROM known_browsers WHERE (user_id, digest) IN (
         SELECT user_id, digest FROM known_browsers WHERE NOT ${isRecent} LIMIT $1) RETURNING 1`,
      [limit],
    );
    return removed.length;
  }

  /** Mailed links that were never used. */
  async removeTokens(manager: EntityManager, limit: number): Promise<number> {
    const removed = await rows(
      manager,
      `DELETE FROM mailed_tokens WHERE digest IN (
         SELECT digest FROM mailed_tokens WHERE expires_at < now() LIMIT $1 FOR UPDATE SKIP LOCKED) RETURNING 1`,
      [limit],
    );
    return removed.length;
  }

  /** Counts of events go when the events would. */
  async removeCounts(manager: EntityManager, limit: number): Promise<number> {
    const removed = await rows(
      manager,
      `DELETE FROM event_counts WHERE (hour, name) IN (
         SELECT hour, name FROM event_counts WHERE hour < now() - interval '${logInHistory.days} days'
          ORDER BY hour LIMIT $1) RETURNING 1`,
      [limit],
    );
    return removed.length;
  }

  /** What is known of mails that were sent or given up: enough to compare with the log of a mail server. */
  async removeMails(manager: EntityManager, limit: number): Promise<number> {
    const removed = await rows(
      manager,
      `DELETE FROM mails WHERE id IN (
         SELECT id FROM mails WHERE content IS NULL AND created_at < now() - interval '10 days'
          ORDER BY created_at LIMIT $1) RETURNING 1`,
      [limit],
    );
    return removed.length;
  }
}
