import type { Device, Flash, OrderLine } from '@gatehouse/auth-core';
import type { UserRow } from '../users/user-view.ts';
import type { ActiveSession } from './active-session.ts';
import type { StoredSession } from './stored-session.ts';

/** Messages that nobody fetches must not grow a session: past so many, the oldest give way. */
export const FLASH_MAX = 10;

/** What a session begins with. Spans are milliseconds; the database's clock turns them into times. */
export interface NewSession {
  readonly id: string;
  readonly mac: Buffer;
  readonly userId: string | null;
  readonly remembered: boolean;
  readonly idle: number;
  readonly absolute: number;
  /** Null for a session that no credential stands behind. */
  readonly fresh: number | null;
  /** The admin who acts for the user, and the key of the session they come back to. */
  readonly acting: { readonly actorId: string; readonly ownKey: number } | null;
  readonly device: Device;
  readonly address: string | null;
  readonly carried: CarriedData;
  readonly flash: readonly Flash[];
}

/** What a visitor takes along into a log-in. Everything else is left behind. */
export interface CarriedData {
  readonly counter: number | null;
  readonly cart: readonly OrderLine[] | null;
}

export const nothingCarried: CarriedData = { counter: null, cart: null };

/** A session that somebody has just used. */
export interface Sighting {
  readonly id: string;
  /** How long it lives on from there, in milliseconds. */
  readonly idle: number;
  /** By `performance.now()`. */
  readonly seenAt: number;
}

/** The columns of a session's life, under the names of the code. */
export const lifeColumns = `
  s.id, s.key::float8 AS key, s.created_at AS "createdAt", s.last_seen_at AS "lastSeenAt",
  s.idle_expires_at AS "idleExpiresAt", s.expires_at AS "expiresAt",
  s.fresh_until AS "freshUntil", s.rotated_at AS "rotatedAt", s.remembered,
  s.browser, s.os, s.device_kind AS "deviceKind",
  jsonb_array_length(s.flash) AS "flashCount", now() AS now,
  CASE WHEN s.actor_id IS NOT NULL THEN (
    SELECT jsonb_build_object('id', a.id, 'username', a.username) FROM users a
     WHERE a.id = s.actor_id AND a.role = 'admin' AND a.suspended_at IS NULL) END AS actor`;

/** By the database's clock. A row that is past its time is refused whether or not it was removed yet. */
export const isAliveInDatabase = 's.idle_expires_at > now() AND s.expires_at > now()';

export type LifeRow = Omit<ActiveSession, 'user'>;

export interface FoundRow extends Omit<StoredSession, 'user'> {
  readonly isAlive: boolean;
  readonly userId: string | null;
  readonly actorId: string | null;
  readonly user: (Omit<UserRow, 'createdAt'> & { readonly createdAt: string }) | null;
}
