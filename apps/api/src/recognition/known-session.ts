import { type ActingAdmin, isFresh } from '@gatehouse/auth-core';
import type { ActiveSession } from '../session/active-session.ts';
import type { UserRow } from '../users/user-view.ts';

interface Told {
  readonly text: string;
  readonly user: UserRow | null;
  readonly idleExpiresAt: number;
  readonly flashCount: number;
  readonly isFresh: boolean;
}

/**
 * A session as this process remembers it: no secret, and numbers in place of dates, because a process
 * remembers many.
 */
export class KnownSession {
  readonly id: string;
  readonly #key: number;
  readonly userId: string | null;
  readonly actorId: string | null;
  /** Of the secret that opened it. */
  readonly digest: string;
  readonly #createdAt: number;
  #lastSeenAt: number;
  #idleExpiresAt: number;
  readonly #expiresAt: number;
  readonly #freshUntil: number | null;
  readonly #rotatedAt: number;
  readonly #remembered: boolean;
  readonly #browser: string;
  readonly #os: string;
  readonly #deviceKind: ActiveSession['deviceKind'];
  readonly #flashCount: number;
  /** The database's time at the zero of this process's own clock, which nobody can set. */
  readonly #epoch: number;
  #told: Told | undefined;

  /** @param askedAt when the database was asked, by `performance.now()` */
  constructor(session: ActiveSession, digest: string, askedAt: number) {
    this.id = session.id;
    this.#key = session.key;
    this.userId = session.user?.id ?? null;
    this.actorId = session.actor?.id ?? null;
    this.digest = digest;
    this.#createdAt = session.createdAt.getTime();
    this.#lastSeenAt = session.lastSeenAt.getTime();
    this.#idleExpiresAt = session.idleExpiresAt.getTime();
    this.#expiresAt = session.expiresAt.getTime();
    this.#freshUntil = session.freshUntil?.getTime() ?? null;
    this.#rotatedAt = session.rotatedAt.getTime();
    this.#remembered = session.remembered;
    this.#browser = session.browser;
    this.#os = session.os;
    this.#deviceKind = session.deviceKind;
    this.#flashCount = session.flashCount;
    this.#epoch = session.now.getTime() - askedAt;
  }

  /** It was used just now; the database hears of it later. */
  extend(lastSeenAt: Date, idleExpiresAt: Date): void {
    this.#lastSeenAt = lastSeenAt.getTime();
    this.#idleExpiresAt = idleExpiresAt.getTime();
  }

  /** What its holder is told of it, written again only when it has become something else. */
  tell(session: ActiveSession, write: () => string): string {
    const told = this.#told;
    const isStill =
      told !== undefined &&
      told.user === session.user &&
      told.idleExpiresAt === session.idleExpiresAt.getTime() &&
      told.flashCount === session.flashCount &&
      told.isFresh === isFresh(session, session.now);
    if (isStill) return told.text;
    const text = write();
    this.#told = {
      text,
      user: session.user,
      idleExpiresAt: session.idleExpiresAt.getTime(),
      flashCount: session.flashCount,
      isFresh: isFresh(session, session.now),
    };
    return text;
  }

  /** As a statement would read it now. */
  read(user: UserRow | null, actor: ActingAdmin | null): ActiveSession {
    return {
      id: this.id,
      key: this.#key,
      now: new Date(this.#epoch + performance.now()),
      createdAt: new Date(this.#createdAt),
      lastSeenAt: new Date(this.#lastSeenAt),
      idleExpiresAt: new Date(this.#idleExpiresAt),
      expiresAt: new Date(this.#expiresAt),
      freshUntil: this.#freshUntil === null ? null : new Date(this.#freshUntil),
      rotatedAt: new Date(this.#rotatedAt),
      remembered: this.#remembered,
      browser: this.#browser,
      os: this.#os,
      deviceKind: this.#deviceKind,
      flashCount: this.#flashCount,
      user,
      actor,
    };
  }
}
