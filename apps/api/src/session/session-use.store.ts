import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { rows } from '../database/rows.ts';
import { isAliveInDatabase, type Sighting } from './session-rows.ts';

/** The statements that keep sessions alive by their use, or make them stale. */
@Injectable()
export class SessionUseStore {
  constructor(private readonly database: DataSource) {}

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

  /** Many at once. A row that somebody else is changing is left to the next time: this never waits. */
  async touchAll(sightings: readonly Sighting[]): Promise<void> {
    const now = performance.now();
    await rows(
      this.database,
      `WITH seen AS (
         SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[]) AS seen (id, idle, ago)
       ), alive AS (
         SELECT s.id FROM sessions s WHERE s.id = ANY($1) AND ${isAliveInDatabase}
          ORDER BY s.id FOR UPDATE SKIP LOCKED
       )
       UPDATE sessions s
          SET last_seen_at = GREATEST(s.last_seen_at, now() - seen.ago * interval '1 ms'),
              idle_expires_at = GREATEST(s.idle_expires_at,
                LEAST(now() + (seen.idle - seen.ago) * interval '1 ms', s.expires_at))
         FROM seen JOIN alive USING (id) WHERE s.id = seen.id`,
      [
        sightings.map(({ id }) => id),
        sightings.map(({ idle }) => idle),
        sightings.map(({ seenAt }) => Math.max(0, Math.round(now - seenAt))),
      ],
    );
  }

  /** From now on sensitive actions ask for the password. */
  async makeStale(manager: EntityManager, key: number): Promise<void> {
    await rows(manager, 'UPDATE sessions SET fresh_until = NULL WHERE key = $1', [key]);
  }
}
