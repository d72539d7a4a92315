import { acting } from '@gatehouse/auth-core';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { rows } from '../database/rows.ts';
import {
  isAliveInDatabase,
  type LifeRow,
  lifeColumns,
  type NewSession,
} from '../session/session-rows.ts';
import { type UserRow, userColumns } from '../users/user-view.ts';

/** What is left of a session of an admin's own while they act. */
interface Parked {
  readonly key: number;
  /** Milliseconds, until its absolute end. */
  readonly remaining: number;
}

/** The statements that lay a session of an admin aside, and take it up again. */
@Injectable()
export class ActingStore {
  /** Locked against a change of role, a suspension and a deletion, until this is committed. Null for who may not have a session. */
  async lock(manager: EntityManager, id: string): Promise<UserRow | null> {
    const [user] = await rows<UserRow>(
      manager,
      `SELECT ${userColumns} FROM users u WHERE u.id = $1 AND u.suspended_at IS NULL FOR SHARE`,
      [id],
    );
    return user ?? null;
  }

  /** An admin acts for one person at a time: what they began elsewhere is over, there too. */
  async endOthers(manager: EntityManager, adminId: string): Promise<void> {
    await rows(
      manager,
      'DELETE FROM sessions WHERE key IN (SELECT own_key FROM sessions WHERE actor_id = $1)',
      [adminId],
    );
  }

  /** No secret opens it meanwhile; it lasts until the acting is over. Null when it has ended, or changed, since it was read. */
  async park(
    manager: EntityManager,
    session: { id: string; userId: string },
    parkedId: string,
  ): Promise<Parked | null> {
    const [parked] = await rows<Parked>(
      manager,
      `UPDATE sessions s SET id = $3, secret_mac = '', previous_mac = NULL, previous_until = NULL,
              rotation_salt = NULL, fresh_until = NULL,
              idle_expires_at = LEAST(s.expires_at,
                GREATEST(s.idle_expires_at, now() + interval '${acting.minutes} minutes'))
        WHERE s.id = $1 AND s.user_id = $2 AND s.actor_id IS NULL AND ${isAliveInDatabase}
       RETURNING s.key::float8 AS key, floor(extract(epoch FROM s.expires_at - now()) * 1000)::float8 AS remaining`,
      [session.id, session.userId, parkedId],
    );
    return parked ?? null;
  }

  /**
   * Under a new token, and not fresh: it proves nothing to have acted. Of two at once one gets it.
   * @param idle in milliseconds, of one that is not remembered and of one that is
   */
  async resume(
    manager: EntityManager,
    actingKey: number,
    next: Pick<NewSession, 'id' | 'mac' | 'device' | 'address'>,
    idle: { readonly plain: number; readonly remembered: number },
  ): Promise<LifeRow | null> {
    const { browser, os, kind } = next.device;
    const [resumed] = await rows<LifeRow>(
      manager,
      `UPDATE sessions s SET id = $2, secret_mac = $3, rotated_at = now(), last_seen_at = now(),
              browser = $4, os = $5, device_kind = $6, address = $7,
              idle_expires_at = LEAST(s.expires_at,
                now() + CASE WHEN s.remembered THEN $9::bigint ELSE $8 END * interval '1 ms')
        WHERE s.key = (SELECT own_key FROM sessions WHERE key = $1) AND s.secret_mac = '' AND ${isAliveInDatabase}
       RETURNING ${lifeColumns}`,
      [actingKey, next.id, next.mac, browser, os, kind, next.address, idle.plain, idle.remembered],
    );
    return resumed ?? null;
  }

  /** That one alone; what is behind it stays. */
  async end(manager: EntityManager, actingKey: number): Promise<void> {
    await rows(manager, 'DELETE FROM sessions WHERE key = $1', [actingKey]);
  }
}
