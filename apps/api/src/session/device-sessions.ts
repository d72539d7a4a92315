import { type Device, deviceKinds, type SessionSummary } from '@gatehouse/auth-core';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { ENV } from '../config/config.module.ts';
import type { Env } from '../config/env.ts';
import { rows } from '../database/rows.ts';
import { toSession } from './active-session.ts';
import { isAliveInDatabase, type LifeRow, lifeColumns } from './session-rows.ts';

type SummaryRow = LifeRow & { readonly address: string | null };

interface EndedRow {
  readonly id: string;
  readonly wasAlive: boolean;
}

const endedColumns = `s.id, ${isAliveInDatabase} AS "wasAlive"`;

/** All sessions of one person: one a device. */
@Injectable()
export class DeviceSessions {
  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly database: DataSource,
  ) {}

  /** The current one first, then by last use. */
  async list(userId: string, currentId: string): Promise<SessionSummary[]> {
    const found = await rows<SummaryRow>(
      this.database,
      `SELECT ${lifeColumns}, s.address FROM sessions s
        WHERE s.user_id = $1 AND ${isAliveInDatabase}
        ORDER BY s.id = $2 DESC, s.last_seen_at DESC, s.id`,
      [userId, currentId],
    );
    return found.map((row) => toSummary(row, currentId));
  }

  /** @returns false when this person has no such session */
  async end(manager: EntityManager, userId: string, id: string): Promise<boolean> {
    const ended = await rows(
      manager,
      `DELETE FROM sessions s WHERE s.id = $2 AND s.user_id = $1 AND ${isAliveInDatabase} RETURNING s.id`,
      [userId, id],
    );
    return ended.length > 0;
  }

  /** @returns how many were alive */
  async endOthers(manager: EntityManager, userId: string, keptKey: number): Promise<number> {
    const ended = await rows<EndedRow>(
      manager,
      `DELETE FROM sessions s WHERE s.user_id = $1 AND s.key <> $2 RETURNING ${endedColumns}`,
      [userId, keptKey],
    );
    return ended.filter(({ wasAlive }) => wasAlive).length;
  }

  /** @returns how many were alive */
  async endAll(manager: EntityManager, userId: string): Promise<number> {
    const ended = await rows<EndedRow>(
      manager,
      `DELETE FROM sessions s WHERE s.user_id = $1 RETURNING ${endedColumns}`,
      [userId],
    );
    return ended.filter(({ wasAlive }) => wasAlive).length;
  }

  /**
   * Ends the least recently used ones beyond the limit; those of admins who act for the user do not count. The caller holds
   * the lock on the user.
   * @returns the ids of those that were alive
   */
  async endBeyondLimit(manager: EntityManager, userId: string): Promise<readonly string[]> {
    const ended = await rows<EndedRow>(
      manager,
      `DELETE FROM sessions s WHERE s.id IN (
         SELECT s.id FROM sessions s WHERE s.user_id = $1 AND s.actor_id IS NULL
          ORDER BY (${isAliveInDatabase}) DESC, s.last_seen_at DESC, s.created_at DESC OFFSET $2) RETURNING ${endedColumns}`,
      [userId, this.env.sessionsPerUser],
    );
    return ended.filter(({ wasAlive }) => wasAlive).map(({ id }) => id);
  }
}

function toSummary(row: SummaryRow, currentId: string): SessionSummary {
  return {
    ...toSession(row),
    current: row.id === currentId,
    lastSeenAt: row.lastSeenAt.toISOString(),
    device: { browser: row.browser, os: row.os, kind: kindOf(row.deviceKind) },
    address: row.address,
  };
}

/** A row may hold what another release wrote. */
function kindOf(stored: string): Device['kind'] {
  return deviceKinds.find((kind) => kind === stored) ?? 'unknown';
}
