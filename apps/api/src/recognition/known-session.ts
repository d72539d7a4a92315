import type { ActiveSession } from '../session/active-session.ts';
import type { UserRow } from '../users/user-view.ts';

/**
 * A session as this process remembers it: no secret, and numbers in place of dates, because a process
 * remembers many.
 */
export class KnownSession {
  readonly id: string;
  readonly userId: string | null;
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

  /** @param askedAt when the database was asked, by `performance.now()` */
  constructor(session: ActiveSession, digest: string, askedAt: number) {
    this.id = session.id;
    this.userId = session.user?.id ?? null;
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

  /** As a statement would read it now. */
  read(user: UserRow | null): ActiveSession {
    return {
      id: this.id,
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
    };
  }
}
