import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { rows } from '../database/rows.ts';
import { SecurityEvents } from '../events/security-events.ts';
import { isOpen, type UserRow, userColumns } from '../users/user-view.ts';
import { type ExpiredSession, keepExpired, removedColumns } from './expired-sessions.ts';
import {
  type CarriedData,
  type FoundRow,
  isAliveInDatabase,
  type LifeRow,
  lifeColumns,
  type NewSession,
  nothingCarried,
} from './session-rows.ts';
import type { StoredSession } from './stored-session.ts';

/**
 * The statements that begin, read, change and end sessions. Only `insert` makes a row; every other
 * statement changes a row that is there, so nothing brings an ended session back.
 */
@Injectable()
export class SessionStore {
  constructor(
    private readonly database: DataSource,
    private readonly events: SecurityEvents,
  ) {}

  /** A session that is alive, with its user; null as well when the user may not have one, or nobody act for them. */
  async find(id: string): Promise<StoredSession | null> {
    const [found] = await rows<FoundRow>(
      this.database,
      `SELECT ${lifeColumns}, s.secret_mac AS "secretMac", s.user_id AS "userId", s.actor_id AS "actorId", s.previous_mac AS "previousMac",
              s.previous_until AS "previousUntil", s.rotation_salt AS "rotationSalt", ${isAliveInDatabase} AS "isAlive",
              (SELECT to_jsonb(person) FROM (SELECT ${userColumns}) person WHERE u.id IS NOT NULL) AS "user"
         FROM sessions s LEFT JOIN users u ON u.id = s.user_id AND ${isOpen}
        WHERE s.id = $1`,
      [id],
    );
    if (!found) return null;
    const { userId, actorId, isAlive, user, ...session } = found;
    if (!isAlive) await this.#removeDead(id);
    const isWithout = (userId !== null && !user) || (actorId !== null && !session.actor);
    if (!isAlive || isWithout) return null;
    return { ...session, user: user && withDate(user) };
  }

  async insert(manager: EntityManager, session: NewSession): Promise<LifeRow> {
    const [inserted] = await rows<LifeRow>(
      manager,
      `INSERT INTO sessions AS s (id, secret_mac, user_id, remembered, browser, os, device_kind, address,
              counter, cart, flash, idle_expires_at, expires_at, authenticated_at, fresh_until, actor_id, own_key)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, now() + $12 * interval '1 ms',
              now() + $13 * interval '1 ms', CASE WHEN $14::bigint IS NOT NULL THEN now() END,
              now() + $14::bigint * interval '1 ms', $15, $16)
       RETURNING ${lifeColumns}`,
      [
        session.id,
        session.mac,
        session.userId,
        session.remembered,
        session.device.browser,
        session.device.os,
        session.device.kind,
        session.address,
        session.carried.counter,
        session.carried.cart && JSON.stringify(session.carried.cart),
        JSON.stringify(session.flash),
        Math.min(session.idle, session.absolute),
        session.absolute,
        session.fresh,
        session.acting?.actorId,
        session.acting?.ownKey,
      ],
    );
    if (!inserted) throw new Error('The session was not stored.');
    return inserted;
  }

  /** @returns false when its secret is another one by now, or it is over */
  async endUnchanged(manager: EntityManager, id: string, mac: Buffer): Promise<boolean> {
    const ended = await rows(
      manager,
      'DELETE FROM sessions WHERE id = $1 AND secret_mac = $2 RETURNING id',
      [id, mac],
    );
    return ended.length > 0;
  }

  /**
   * Ends a session and answers what a visitor had laid aside in it. With one that an admin uses for somebody else, the
   * admin's own ends, and that one with it.
   */
  async end(manager: EntityManager, key: number): Promise<CarriedData> {
    const [ended] = await rows<CarriedData & { userId: string | null }>(
      manager,
      `DELETE FROM sessions WHERE key = COALESCE((SELECT own_key FROM sessions WHERE key = $1), $1)
       RETURNING user_id AS "userId", counter, cart`,
      [key],
    );
    return ended && ended.userId === null ? ended : nothingCarried;
  }

  /** A clock that is set back must not bring it back. */
  async #removeDead(id: string): Promise<void> {
    const expired = await rows<ExpiredSession>(
      this.database,
      `WITH removed AS (
         DELETE FROM sessions s WHERE s.id = $1 AND NOT (${isAliveInDatabase}) RETURNING ${removedColumns}
       ) ${keepExpired}`,
      [id],
    );
    for (const session of expired) this.events.tell({ name: 'session_expired', ...session });
  }
}

function withDate(user: NonNullable<FoundRow['user']>): UserRow {
  return { ...user, createdAt: new Date(user.createdAt) };
}
