import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { rows } from '../database/rows.ts';
import { type ExpiredSession, keepExpired, removedColumns } from '../session/expired-sessions.ts';
import { isAliveInDatabase } from '../session/session-rows.ts';

export interface Slice {
  /** The last row that was looked at; null at the end of the table. */
  readonly last: string | null;
  readonly looked: number;
  readonly removed: number;
  /** Sessions among them that belonged to somebody. */
  readonly expired: readonly ExpiredSession[];
}

/** An admin's own session that was laid aside, and whose acting is over by time: nothing opens it any more. */
const isBehindNone = `(s.secret_mac = '' AND NOT EXISTS (SELECT FROM sessions acting WHERE acting.own_key = s.key))`;

/** Removes sessions that are over, along the primary key: an index on times would make every use of a session dearer. */
@Injectable()
export class DeadSessions {
  /**
   * Looks at the next rows. One that is being used at this moment is left alone, and so is one that came alive again
   * since this statement began: the lock reads it anew.
   */
  async removeNext(manager: EntityManager, after: string, limit: number): Promise<Slice> {
    const [slice] = await rows<Slice>(
      manager,
      `WITH slice AS (
         SELECT id FROM sessions WHERE id > $1 ORDER BY id LIMIT $2
       ), dead AS (
         SELECT s.id FROM sessions s JOIN slice USING (id) LEFT JOIN users u ON u.id = s.user_id
          WHERE NOT (${isAliveInDatabase}) OR u.suspended_at IS NOT NULL OR ${isBehindNone}
            FOR UPDATE OF s SKIP LOCKED
       ), removed AS (
         DELETE FROM sessions s USING dead WHERE s.id = dead.id
         RETURNING ${removedColumns}
       ), expired AS (${keepExpired})
       SELECT (SELECT max(id) FROM slice) AS last, (SELECT count(*)::int FROM slice) AS looked,
              (SELECT count(*)::int FROM removed) AS removed,
              (SELECT coalesce(jsonb_agg(expired), '[]') FROM expired) AS expired`,
      [after, limit],
    );
    return slice ?? { last: null, looked: 0, removed: 0, expired: [] };
  }
}
