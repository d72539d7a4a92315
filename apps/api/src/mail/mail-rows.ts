import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { rows } from '../database/rows.ts';

/** A mail that this process may send until its lease ends. */
export interface ClaimedMail {
  readonly id: string;
  readonly content: Buffer;
  /** How often somebody began to send it: the number of the claim. */
  readonly tries: number;
  /** Seconds since it was written. */
  readonly age: number;
}

type Claim = Pick<ClaimedMail, 'id' | 'tries'>;

/**
 * Seconds that a claim counts; longer than any try takes. After it somebody else sends the mail: whoever had it is gone.
 */
const LEASE = 120;

/** The table of mails, in one statement each. */
@Injectable()
export class MailRows {
  constructor(private readonly database: DataSource) {}

  async insert(manager: EntityManager, id: string, content: Buffer): Promise<void> {
    await rows(manager, 'INSERT INTO mails (id, content) VALUES ($1, $2)', [id, content]);
  }

  /** Those whose time has come, the oldest first; what another process is taking at this moment is not waited for. */
  claim(limit: number): Promise<ClaimedMail[]> {
    return rows<ClaimedMail>(
      this.database,
      `UPDATE mails SET tries = tries + 1, next_try_at = now() + interval '${LEASE} seconds'
        WHERE id IN (
          SELECT id FROM mails WHERE content IS NOT NULL AND next_try_at <= now()
           ORDER BY next_try_at LIMIT $1 FOR UPDATE SKIP LOCKED)
       RETURNING id, content, tries, extract(epoch FROM now() - created_at)::float AS age`,
      [limit],
    );
  }

  /** How many wait, and milliseconds until the first of them may be claimed; null where there is none. */
  async outlook(): Promise<{ readonly waiting: number; readonly next: number | null }> {
    const [outlook] = await rows<{ waiting: number; next: number | null }>(
      this.database,
      `SELECT count(*)::int AS waiting, extract(epoch FROM min(next_try_at) - now())::float * 1000 AS next
         FROM mails WHERE content IS NOT NULL`,
    );
    return outlook ?? { waiting: 0, next: null };
  }

  sent(claim: Claim): Promise<void> {
    return this.#settle(claim, 'content = NULL, sent_at = now()');
  }

  givenUp(claim: Claim): Promise<void> {
    return this.#settle(claim, 'content = NULL, failed_at = now()');
  }

  /** @param seconds until the next try */
  async postpone({ id, tries }: Claim, seconds: number): Promise<void> {
    await rows(
      this.database,
      `UPDATE mails SET next_try_at = now() + $3 * interval '1 second'
        WHERE id = $1 AND tries = $2 AND content IS NOT NULL RETURNING 1`,
      [id, tries, seconds],
    );
  }

  /** Only whose claim it still is may say what became of it. */
  async #settle({ id, tries }: Claim, change: string): Promise<void> {
    await rows(
      this.database,
      `UPDATE mails SET ${change} WHERE id = $1 AND tries = $2 AND content IS NOT NULL RETURNING 1`,
      [id, tries],
    );
  }
}
