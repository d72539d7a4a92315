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
  readonly mark: string;
  /** The person has logged in before, and never from here. */
  readonly isNew: boolean;
}

/**
 * Browsers that a person has logged in from. They have tries of their own, so that strangers who guess cannot keep the
 * owner out; they prove nothing else. Stored as digests: the table opens no budget.
 */
@Injectable()
export class KnownBrowsers {
  /** After a log-in, in its transaction. A mark that we did not make is not adopted. */
  async remember(manager: EntityManager, browser: Browser, userId: string): Promise<Recognised> {
    const fresh = randomBytes(BYTES).toString('base64url');
    const [found] = await rows<{ kept: string; isFirst: boolean; isSeen: boolean }>(
      manager,
      `WITH mark AS (
         SELECT CASE WHEN EXISTS (SELECT FROM known_browsers WHERE digest = $2 AND ${isRecent}) THEN $2 ELSE $3 END AS digest),
       before AS (
         SELECT count(*) = 0 AS "isFirst",
                count(*) FILTER (WHERE digest = (SELECT digest FROM mark)) > 0 AS "isSeen"
           FROM known_browsers WHERE user_id = $1 AND ${isRecent}),
       kept AS (
         INSERT INTO known_browsers (user_id, digest) SELECT $1, digest FROM mark
         ON CONFLICT (user_id, digest) DO UPDATE SET last_login_at = now()
         RETURNING digest),
       gone AS (
         DELETE FROM known_browsers WHERE user_id = $1 AND digest IN (
           SELECT digest FROM known_browsers WHERE user_id = $1 AND digest <> (SELECT digest FROM mark)
            ORDER BY last_login_at DESC OFFSET ${perUser - 1}))
       SELECT kept.digest AS kept, before."isFirst", before."isSeen" FROM kept, before`,
      [userId, digestOf(browser.mark), digestOf(fresh)],
    );
    if (!found) throw new Error('A browser was not remembered.');
    const mark = found.kept === digestOf(browser.mark) ? browser.mark : fresh;
    return { mark: mark ?? fresh, isNew: !found.isFirst && !found.isSeen };
  }

  /** After a new password: whoever knew the old one has no tries of their own any more. */
  async forgetOthers(manager: EntityManager, browser: Browser, userId: string): Promise<void> {
    await rows(
      manager,
      'DELETE FROM known_browsers WHERE user_id = $1 AND digest IS DISTINCT FROM $2',
      [userId, digestOf(browser.mark)],
    );
  }
}

/** A condition on a row of `known_browsers`. */
export const isRecent = `known_browsers.last_login_at > now() - interval '${days} days'`;

export function digestOf(mark: string | null): string | null {
  return mark === null ? null : createHash('sha256').update(mark).digest('base64url');
}
