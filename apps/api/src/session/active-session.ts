import {
  type ActingAdmin,
  type Device,
  isFresh,
  type Session,
  type SessionLife,
  type SessionView,
  type User,
} from '@gatehouse/auth-core';
import { toUser, type UserRow } from '../users/user-view.ts';

/** A session that is alive, and whose it is, as one statement read them at `now`. */
export interface ActiveSession extends SessionLife {
  readonly id: string;
  /** Stays when the token, and the id with it, is replaced. Nobody outside is told. */
  readonly key: number;
  readonly now: Date;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly remembered: boolean;
  readonly browser: string;
  readonly os: string;
  readonly deviceKind: Device['kind'];
  readonly flashCount: number;
  /** Null for a visitor. */
  readonly user: UserRow | null;
  /** The admin who acts for the user. */
  readonly actor: ActingAdmin | null;
}

/** What the holder may know. */
export function toSession(session: Omit<ActiveSession, 'user' | 'flashCount'>): Session {
  return {
    id: session.id,
    createdAt: session.createdAt.toISOString(),
    expiresAt: session.expiresAt.toISOString(),
    idleExpiresAt: session.idleExpiresAt.toISOString(),
    freshUntil: isFresh(session, session.now) ? (session.freshUntil?.toISOString() ?? null) : null,
    remembered: session.remembered,
    actor: session.actor,
  };
}

export function toSessionView(active: ActiveSession | null): SessionView {
  const user: User | null = active?.user ? toUser(active.user) : null;
  return {
    user,
    session: active && user ? toSession(active) : null,
    flash: active?.flashCount ?? 0,
  };
}
