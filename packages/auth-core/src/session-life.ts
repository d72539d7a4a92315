import type { Role } from './user.ts';

/** The facts that decide over a session; a date that is none counts as past. Dates come from the database, `now` from its clock too. */
export interface SessionLife {
  readonly expiresAt: Date;
  readonly idleExpiresAt: Date;
  readonly freshUntil: Date | null;
  /** When the secret was last renewed. */
  readonly rotatedAt: Date;
}

/** How long the sessions of one kind of people live, in milliseconds. */
export interface RoleLifetimes {
  readonly idle: number;
  readonly absolute: number;
  readonly rememberIdle: number;
  readonly rememberAbsolute: number;
}

/** How long sessions live, in milliseconds: those of visitors and members, and those of admins. */
export interface SessionLifetimes extends RoleLifetimes {
  readonly admin: RoleLifetimes;
  readonly fresh: number;
  readonly rotation: number;
}

export function isAlive(session: SessionLife, now: Date): boolean {
  return !isIdle(session, now) && !isOutlived(session, now);
}

/** Not used for too long. */
export function isIdle(session: SessionLife, now: Date): boolean {
  return !(now < session.idleExpiresAt);
}

/** Past its absolute limit, which no use extends. */
export function isOutlived(session: SessionLife, now: Date): boolean {
  return !(now < session.expiresAt);
}

/** Proved a credential recently enough for sensitive actions. */
export function isFresh(session: SessionLife, now: Date): boolean {
  return session.freshUntil !== null && now < session.freshUntil && isAlive(session, now);
}

/** Due for a new secret. */
export function needsRotation(
  session: SessionLife,
  now: Date,
  lifetimes: SessionLifetimes,
): boolean {
  return isAlive(session, now) && now.getTime() - session.rotatedAt.getTime() >= lifetimes.rotation;
}

/**
 * How long a session lives, in milliseconds.
 * @param role null for a visitor
 */
export function lifetimesOf(
  remembered: boolean,
  lifetimes: SessionLifetimes,
  role: Role | null,
): { idle: number; absolute: number } {
  const own = role === 'admin' ? lifetimes.admin : lifetimes;
  return remembered
    ? { idle: own.rememberIdle, absolute: own.rememberAbsolute }
    : { idle: own.idle, absolute: own.absolute };
}
