import type { DataSource } from 'typeorm';
import { rows } from '../../database/rows.ts';
import { isAliveInDatabase } from '../../session/session-rows.ts';
import { sheet } from './table.ts';

/** What a key that is not the newest may still be needed for. */
export interface KeyUse {
  /** Nothing says which key made what; only when it was made. */
  readonly madeBefore: Date;
  readonly sessions: number;
  readonly sessionsOfPeople: number;
  /** When the last of these sessions ends, whatever is done. */
  readonly lastSessionEnds: Date | null;
  readonly mailsThatWait: number;
}

/**
 * A session has a new secret, by the newest key, whenever it has been used for a while: those whose secret is older than
 * the moment when the key was put in front belong to an older one.
 */
export async function keyUse(database: DataSource, madeBefore: Date): Promise<KeyUse> {
  const [found] = await rows<Omit<KeyUse, 'madeBefore'>>(
    database,
    `SELECT count(*)::int AS sessions, count(s.user_id)::int AS "sessionsOfPeople",
            max(s.expires_at) AS "lastSessionEnds",
            (SELECT count(*)::int FROM mails WHERE content IS NOT NULL AND created_at < $1) AS "mailsThatWait"
       FROM sessions s WHERE s.rotated_at < $1 AND ${isAliveInDatabase}`,
    [madeBefore],
  );
  if (!found) throw new Error('Nothing was counted.');
  return { madeBefore, ...found };
}

export function useOf(use: KeyUse) {
  return sheet([
    ['Secrets made before', use.madeBefore],
    ['Sessions with one', use.sessions],
    ['  of people', use.sessionsOfPeople],
    ['  the last one ends', use.lastSessionEnds],
    ['Mails that wait', use.mailsThatWait],
  ]);
}
