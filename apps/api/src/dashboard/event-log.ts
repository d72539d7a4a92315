import { AppError, type EventFilter, type LoggedEvent, type Page } from '@gatehouse/auth-core';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { decodeCursor, pageOf } from '../database/cursor.ts';
import { rows } from '../database/rows.ts';

interface Found {
  readonly id: string;
  readonly at: Date;
  readonly name: string;
  readonly userId: string | null;
  readonly username: string | null;
  readonly actorId: string | null;
  readonly actor: string | null;
  readonly sessionId: string | null;
  readonly browser: string | null;
  readonly os: string | null;
  readonly address: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

interface EventPageQuery extends EventFilter {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** The kept events, as admins read them: the newest first, by the order in which they were written. */
@Injectable()
export class EventLog {
  constructor(private readonly database: DataSource) {}

  async page({ cursor, limit, ...filter }: EventPageQuery): Promise<Page<LoggedEvent>> {
    const found = await this.#before(positionOf(cursor), limit + 1, filter);
    return pageOf(found, limit, { toItem: toLoggedEvent, keyOf: ({ id }) => [id] });
  }

  /** All of them, a slice at a time: however many there are, little is in memory. */
  async *all(filter: EventFilter, slice: number): AsyncGenerator<LoggedEvent[]> {
    let last: string | null = null;
    while (true) {
      const found = await this.#before(last, slice, filter);
      if (found.length > 0) yield found.map(toLoggedEvent);
      last = found.at(-1)?.id ?? null;
      if (found.length < slice) return;
    }
  }

  #before(id: string | null, limit: number, filter: EventFilter): Promise<Found[]> {
    const { name, user, from, to } = filter;
    return rows<Found>(
      this.database,
      `SELECT e.id::text, e.at, e.name, e.user_id AS "userId", u.username, e.actor_id AS "actorId", a.username AS actor,
              e.session_id AS "sessionId", e.browser, e.os, e.address, e.details
         FROM security_events e
         LEFT JOIN users u ON u.id = e.user_id LEFT JOIN users a ON a.id = e.actor_id
        WHERE ($1::bigint IS NULL OR e.id < $1) AND ($2::text IS NULL OR e.name = $2)
          AND ($3::uuid IS NULL OR e.user_id = $3 OR e.actor_id = $3)
          AND ($4::timestamptz IS NULL OR e.at >= $4) AND ($5::timestamptz IS NULL OR e.at < $5)
        ORDER BY e.id DESC LIMIT $6`,
      [id, name, user, from, to, limit],
    );
  }
}

function positionOf(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  const [id = ''] = decodeCursor(cursor, 1);
  if (/^\d{1,18}$/.test(id)) return id;
  throw new AppError('validation_failed', {
    fields: { cursor: ['Use a cursor from an earlier answer.'] },
  });
}

function toLoggedEvent(found: Found): LoggedEvent {
  const { id, at, name, sessionId, browser, os, address, details } = found;
  return {
    id,
    at: at.toISOString(),
    name,
    user: found.userId === null ? null : { id: found.userId, username: found.username },
    actor: found.actorId === null ? null : { id: found.actorId, username: found.actor },
    sessionId,
    device: browser === null ? null : { browser, os: os ?? 'Unknown' },
    address,
    details,
  };
}
