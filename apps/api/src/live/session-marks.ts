import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { rows } from '../database/rows.ts';
import { isAliveInDatabase } from '../session/session-rows.ts';
import { isOpen } from '../users/user-view.ts';

export interface SessionMark {
  readonly id: string;
  /** Another one when a page would show something else of the session or its user. */
  readonly mark: string;
  /** Milliseconds, by the database's clock, unless somebody uses it meanwhile. */
  readonly endsIn: number;
}

/** What open streams have to know of their sessions: one statement, however many there are. */
@Injectable()
export class SessionMarks {
  constructor(private readonly database: DataSource) {}

  /** Of those that are alive, by id; the others are over. */
  async read(ids: readonly string[]): Promise<ReadonlyMap<string, SessionMark>> {
    const found = await rows<SessionMark>(
      this.database,
      `SELECT s.id,
              encode(sha256(convert_to(ROW(s.fresh_until, s.remembered, s.expires_at,
                u.username, u.email, u.email_verified_at, u.name, u.avatar_url, u.role,
                u.deletion_due_at, u.password_demanded_at)::text, 'UTF8')), 'base64') AS mark,
              ceil(extract(epoch FROM LEAST(s.idle_expires_at, s.expires_at) - now()) * 1000)::float AS "endsIn"
         FROM sessions s JOIN users u ON u.id = s.user_id AND ${isOpen}
        WHERE s.id = ANY ($1) AND ${isAliveInDatabase}`,
      [ids],
    );
    return new Map(found.map((row) => [row.id, row]));
  }
}
