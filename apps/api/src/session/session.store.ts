import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { rows } from '../database/rows.ts';
import type { UserRow } from '../users/user-view.ts';
import {
  type CarriedData,
  type FoundRow,
  isAliveInDatabase,
  type LifeRow,
  lifeColumns,
  type NewSession,
  nothingCarried,
  type StoredSession,
  userColumns,
} from './session-rows.ts';

const PREVIOUS_SECRET_GRACE = '10 seconds';

/**
 * The statements that begin, read, change and end sessions. Only `insert` makes a row; every other
 * statement changes a row that is there, so nothing brings an ended session back.
 */
@Injectable()
export class SessionStore {
  constructor(private readonly database: DataSource) {}

  /** A session that is alive, with its user; null as well when the user may not have one. */
  async find(id: string): Promise<StoredSession | null> {
    const [found] = await rows<FoundRow>(
      this.database,
      `SELECT ${lifeColumns}, s.secret_mac AS "secretMac", s.user_id AS "userId",
              CASE WHEN s.previous_until > now() THEN s.previous_mac END AS "previousMac",
              (SELECT to_jsonb(person) FROM (SELECT ${userColumns}) person WHERE u.id IS NOT NULL) AS "user"
         FROM sessions s LEFT JOIN users u ON u.id = s.user_id AND u.suspended_at IS NULL
        WHERE s.id = $1 AND ${isAliveInDatabase}`,
      [id],
    );
    if (!found || (found.userId !== null && !found.user)) return null;
    return { ...found, user: found.user && withDate(found.user) };
  }

  async insert(manager: EntityManager, session: NewSession): Promise<LifeRow> {
    const [inserted] = await rows<LifeRow>(
      manager,
      `INSERT INTO sessions AS s (id, secret_mac, user_id, remembered, browser, os, device_kind, address,
              counter, cart, flash, idle_expires_at, expires_at, authenticated_at, fresh_until)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, now() + $12 * interval '1 ms',
              now() + $13 * interval '1 ms', CASE WHEN $14::bigint IS NOT NULL THEN now() END,
              now() + $14::bigint * interval '1 ms')
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
      ],
    );
    if (!inserted) throw new Error('The session was not stored.');
    return inserted;
  }

  /** Counts as a sign of life; null when the session has ended meanwhile. */
  async touch(id: string, idle: number): Promise<Date | null> {
    const [touched] = await rows<{ idleExpiresAt: Date }>(
      this.database,
      `UPDATE sessions s SET last_seen_at = now(),
              idle_expires_at = LEAST(now() + $2 * interval '1 ms', s.expires_at)
        WHERE s.id = $1 AND ${isAliveInDatabase} RETURNING s.idle_expires_at AS "idleExpiresAt"`,
      [id, idle],
    );
    return touched?.idleExpiresAt ?? null;
  }

  /** From now on sensitive actions ask for the password. */
  async makeStale(id: string): Promise<void> {
    await rows(this.database, 'UPDATE sessions SET fresh_until = NULL WHERE id = $1', [id]);
  }

  /** A new id and secret for the same session: the old ones are dead when this returns. Its device is the one that asks. */
  async replaceToken(
    manager: EntityManager,
    id: string,
    next: Pick<NewSession, 'id' | 'mac' | 'fresh' | 'device' | 'address'>,
  ): Promise<LifeRow | null> {
    const [replaced] = await rows<LifeRow>(
      manager,
      `UPDATE sessions s SET id = $2, secret_mac = $3, previous_mac = NULL, previous_until = NULL,
              rotated_at = now(), authenticated_at = now(), last_seen_at = now(),
              fresh_until = now() + $4 * interval '1 ms',
              browser = $5, os = $6, device_kind = $7, address = $8
        WHERE s.id = $1 AND ${isAliveInDatabase} RETURNING ${lifeColumns}`,
      [
        id,
        next.id,
        next.mac,
        next.fresh,
        next.device.browser,
        next.device.os,
        next.device.kind,
        next.address,
      ],
    );
    return replaced ?? null;
  }

  /** A new secret under the same id; the old one serves requests already under way for a moment. */
  async renewSecret(id: string, mac: Buffer): Promise<boolean> {
    const renewed = await rows(
      this.database,
      `UPDATE sessions s SET previous_mac = secret_mac, secret_mac = $2, rotated_at = now(),
              previous_until = now() + interval '${PREVIOUS_SECRET_GRACE}'
        WHERE s.id = $1 AND s.rotated_at = 'epoch' AND ${isAliveInDatabase} RETURNING s.id`,
      [id, mac],
    );
    return renewed.length > 0;
  }

  /** Their next request gets a new secret: what they may do has changed. */
  async renewSecretsOf(manager: EntityManager, userId: string): Promise<void> {
    await rows(manager, `UPDATE sessions SET rotated_at = 'epoch' WHERE user_id = $1`, [userId]);
  }

  async endById(id: string): Promise<void> {
    await this.end(this.database.manager, id);
  }

  /** Ends a session and answers what a visitor had laid aside in it. */
  async end(manager: EntityManager, id: string): Promise<CarriedData> {
    const [ended] = await rows<CarriedData & { userId: string | null }>(
      manager,
      'DELETE FROM sessions WHERE id = $1 RETURNING user_id AS "userId", counter, cart',
      [id],
    );
    return ended && ended.userId === null ? ended : nothingCarried;
  }
}

function withDate(user: NonNullable<FoundRow['user']>): UserRow {
  return { ...user, createdAt: new Date(user.createdAt) };
}
