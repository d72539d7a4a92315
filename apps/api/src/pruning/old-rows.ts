import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { rows } from '../database/rows.ts';

/** PCI DSS 4.0.1, 10.5.1: the last three months of events are at hand. Kept longer, they only follow people. */
const EVENTS_KEPT = '90 days';

/** Removes what is written once and of no use after a while. */
@Injectable()
export class OldRows {
  /** The oldest come first in the primary key, so nothing has to be searched. */
  async removeEvents(manager: EntityManager, limit: number): Promise<number> {
    const removed = await rows(
      manager,
      `DELETE FROM security_events WHERE at < now() - interval '${EVENTS_KEPT}'
          AND id IN (SELECT id FROM security_events ORDER BY id LIMIT $1) RETURNING 1`,
      [limit],
    );
    return removed.length;
  }

  /** Counters of tried passwords; their end is in milliseconds, by the clock of the process that counted. */
  async removeAttempts(manager: EntityManager, limit: number): Promise<number> {
    const removed = await rows(
      manager,
      `DELETE FROM password_attempts WHERE key IN (
         SELECT key FROM password_attempts WHERE expire < extract(epoch FROM now() - interval '1 minute') * 1000
          LIMIT $1 FOR UPDATE SKIP LOCKED) RETURNING 1`,
      [limit],
    );
    return removed.length;
  }
}
