import { type AccountEvent, type ActivityActor, AppError, type Page } from '@gatehouse/auth-core';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { decodeCursor, pageOf } from '../database/cursor.ts';
import { rows } from '../database/rows.ts';

interface Found {
  readonly id: string;
  readonly at: Date;
  /** Microseconds: as exact as the database is. */
  readonly sortedAt: string;
  readonly name: string;
  readonly action: string | null;
  readonly browser: string | null;
  readonly os: string | null;
  readonly address: string | null;
  readonly isOfOther: boolean;
  readonly actor: string | null;
  readonly by: string | null;
}

/** Words of the catalogue: what an event of one name says of itself. */
const action = `CASE e.name
  WHEN 'authz_admin' THEN e.details->>'action' WHEN 'authz_change' THEN 'made_' || (e.details->>'to')
  WHEN 'authn_password_demand' THEN CASE e.details->>'demanded' WHEN 'false' THEN 'demand_ended' END END`;

interface EventListQuery {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** What is kept of an account, for its person: newest first. */
@Injectable()
export class AccountEvents {
  constructor(private readonly database: DataSource) {}

  async list(userId: string, { cursor, limit }: EventListQuery): Promise<Page<AccountEvent>> {
    const found = await rows<Found>(
      this.database,
      `SELECT e.id, e.at, (extract(epoch FROM e.at) * 1000000)::bigint AS "sortedAt", e.name, e.browser, e.os, e.address,
              e.actor_id IS DISTINCT FROM e.user_id AND e.actor_id IS NOT NULL AS "isOfOther",
              a.username AS actor, e.details->>'by' AS by, ${action} AS action
         FROM security_events e LEFT JOIN users a ON a.id = e.actor_id
        WHERE e.user_id = $1
          AND ($2::bigint IS NULL OR (e.at, e.id) < ('epoch'::timestamptz + $2::bigint * interval '1 microsecond', $3::bigint))
        ORDER BY e.at DESC, e.id DESC LIMIT $4`,
      [userId, ...positionOf(cursor), limit + 1],
    );
    return pageOf(found, limit, {
      toItem: toAccountEvent,
      keyOf: ({ sortedAt, id }) => [sortedAt, id],
    });
  }
}

function positionOf(cursor: string | undefined): readonly (string | null)[] {
  if (cursor === undefined) return [null, null];
  const position = decodeCursor(cursor, 2);
  if (position.every((part) => /^\d{1,16}$/.test(part))) return position;
  throw new AppError('validation_failed', {
    fields: { cursor: ['Use a cursor from an earlier answer.'] },
  });
}

/** Where somebody else was when they did it is not told: it is theirs. */
function toAccountEvent({
  id,
  at,
  name,
  action,
  browser,
  os,
  address,
  ...found
}: Found): AccountEvent {
  const isOwn = !found.isOfOther;
  return {
    id,
    at: at.toISOString(),
    code: name,
    action,
    device: isOwn && browser ? { browser, os: os ?? 'Unknown' } : null,
    address: isOwn ? address : null,
    actor: actorOf(found),
  };
}

function actorOf({
  isOfOther,
  actor,
  by,
}: Pick<Found, 'isOfOther' | 'actor' | 'by'>): ActivityActor | null {
  if (isOfOther) return { kind: 'admin', username: actor };
  return by === 'command' ? { kind: 'operator' } : null;
}
