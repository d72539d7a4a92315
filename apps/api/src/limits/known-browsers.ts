import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Browser } from '../browser/browser.ts';
import { rows } from '../database/rows.ts';
import { limitPolicy } from './limit-policy.ts';

const { days, perUser } = limitPolicy.knownBrowsers;

const BYTES = 16;

export interface Recognised {
  /** What the browser has to keep. */
  readonly marks: readonly [string, ...string[]];
  /** The person has logged in before, and never from here. */
  readonly isNew: boolean;
}

/**
 * Browsers that a person has logged in from. They have tries of their own, so that strangers who guess cannot keep the
 * owner out; they prove nothing else. Stored as digests: the table opens no budget.
 */
@Injectable()
export class KnownBrowsers {
  /**
   * After a log-in or with a new password, in its transaction: this browser has a new mark for this person, and a copy of
   * the old one is worth nothing. A mark that was made for somebody else is not adopted: they may know it.
   */
  async remember(manager: EntityManager, browser: Browser, userId: string): Promise<Recognised> {
    const mark = randomBytes(BYTES).toString('base64url');
    const [found] = await rows<{ isFirst: boolean; old: string[] | null }>(
      manager,
      `WITH old AS (
         DELETE FROM known_browsers WHERE user_id = $1 AND digest = ANY($2)
         RETURNING digest, first_login_at, ${isRecent} AS "isRecent"),
       kept AS (
         INSERT INTO known_browsers (user_id, digest, first_login_at)
         SELECT $1, $3, coalesce(min(first_login_at) FILTER (WHERE "isRecent"), now()) FROM old),
       gone AS (
         DELETE FROM known_browsers WHERE user_id = $1 AND digest IN (
           SELECT digest FROM known_browsers WHERE user_id = $1 AND digest <> ALL($2)
            ORDER BY last_login_at DESC OFFSET ${perUser - 1}))
       SELECT NOT EXISTS (SELECT FROM known_browsers WHERE user_id = $1 AND ${isRecent}) AS "isFirst",
              (SELECT array_agg(digest) FROM old WHERE "isRecent") AS old`,
      [userId, browser.marks.map(digestOf), digestOf(mark)],
    );
    const old = found?.old ?? [];
    const others = browser.marks.filter((other) => !old.includes(digestOf(other)));
    return { marks: [mark, ...others], isNew: found?.isFirst === false && old.length === 0 };
  }

  /** With a new password of somebody who could not show the old one. What was to be told in one of them is answered by it. */
  async forgetAll(manager: EntityManager, userId: string): Promise<void> {
    await rows(manager, 'DELETE FROM known_browsers WHERE user_id = $1', [userId]);
    await rows(manager, 'DELETE FROM account_notices WHERE user_id = $1', [userId]);
  }

  /** With a new password: whoever knew the old one has no tries of their own any more. */
  async forgetOthers(manager: EntityManager, mark: string, userId: string): Promise<void> {
    await rows(manager, 'DELETE FROM known_browsers WHERE user_id = $1 AND digest <> $2', [
      userId,
      digestOf(mark),
    ]);
  }
}

/** A condition on a row of `known_browsers`. */
export const isRecent = `known_browsers.last_login_at > now() - interval '${days} days'`;

export function digestOf(mark: string): string {
  return createHash('sha256').update(mark).digest('base64url');
}
