import { type Actor, lifetimesOf } from '@gatehouse/auth-core';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { ENV } from '../config/config.module.ts';
import type { Env } from '../config/env.ts';
import { rows } from '../database/rows.ts';
import { isAliveInDatabase, type LifeRow, lifeColumns, type NewSession } from './session-rows.ts';

/** For requests that were on their way when the newest secret came back. */
const PREVIOUS_SECRET_GRACE = '10 seconds';

/** The statements that change what opens a session. */
@Injectable()
export class SessionSecretStore {
  constructor(
    @Inject(ENV) private readonly env: Pick<Env, 'lifetimes'>,
    private readonly database: DataSource,
  ) {}

  /** A new id and secret for the same session: the old ones are dead when this is committed. Its device is the one that asks. */
  async replaceToken(
    manager: EntityManager,
    id: string,
    next: Pick<NewSession, 'id' | 'mac' | 'fresh' | 'device' | 'address'>,
  ): Promise<LifeRow | null> {
    const [replaced] = await rows<LifeRow>(
      manager,
      `UPDATE sessions s SET id = $2, secret_mac = $3, previous_mac = NULL, previous_until = NULL,
              rotation_salt = NULL, rotated_at = now(), authenticated_at = now(), last_seen_at = now(),
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

  /** A new secret under the same id. The old one serves until the new one is used. */
  async rotate(
    id: string,
    { mac, salt, replaced }: { mac: Buffer; salt: Buffer; replaced: Buffer },
  ): Promise<boolean> {
    const rotated = await rows(
      this.database,
      `UPDATE sessions s SET previous_mac = secret_mac, previous_until = NULL,
              secret_mac = $2, rotation_salt = $3, rotated_at = now()
        WHERE s.id = $1 AND s.secret_mac = $4 AND ${isAliveInDatabase} RETURNING s.id`,
      [id, mac, salt, replaced],
    );
    return rotated.length > 0;
  }

  async confirm(id: string, mac: Buffer): Promise<void> {
    await rows(
      this.database,
      `UPDATE sessions SET previous_until = now() + interval '${PREVIOUS_SECRET_GRACE}'
        WHERE id = $1 AND secret_mac = $2 AND previous_until IS NULL`,
      [id, mac],
    );
  }

  /** What they may do has changed: their next request gets a new secret, and no session outlives what the role allows. */
  async renewAllOf(manager: EntityManager, { id, role }: Actor): Promise<void> {
    const plain = lifetimesOf(false, this.env.lifetimes, role);
    const remembered = lifetimesOf(true, this.env.lifetimes, role);
    await rows(
      manager,
      `UPDATE sessions s SET rotated_at = 'epoch',
              expires_at = LEAST(s.expires_at, s.created_at + allowed.absolute * interval '1 ms'),
              idle_expires_at = LEAST(s.idle_expires_at, s.last_seen_at + allowed.idle * interval '1 ms',
                                      s.created_at + allowed.absolute * interval '1 ms')
         FROM (VALUES (false, $2::bigint, $3::bigint), (true, $4, $5)) AS allowed (remembered, idle, absolute)
        WHERE s.user_id = $1 AND s.remembered = allowed.remembered`,
      [id, plain.idle, plain.absolute, remembered.idle, remembered.absolute],
    );
  }
}
