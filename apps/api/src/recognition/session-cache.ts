import type { ActingAdmin } from '@gatehouse/auth-core';
import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Announcements, type Change } from '../announcements/announcements.ts';
import type { SessionToken } from '../browser/session-token.ts';
import { ENV } from '../config/config.module.ts';
import type { Env } from '../config/env.ts';
import type { ActiveSession } from '../session/active-session.ts';
import { SessionStore } from '../session/session.store.ts';
import type { StoredSession } from '../session/stored-session.ts';
import type { UserRow } from '../users/user-view.ts';
import { KnownSession } from './known-session.ts';
import { digestOf, isSame } from './secret-digest.ts';

/** Nothing is believed for longer, in milliseconds, whatever was or was not announced. */
const AGE_MAX = 5 * 60_000;
/** Admins who act for somebody at one time are few. */
const ACTORS_MAX = 1000;

/** A look into the database, good for everybody who asks until something changes. */
export interface Reading {
  readonly askedAt: number;
  readonly stored: Promise<StoredSession | null>;
  /** A change was announced meanwhile: what was read may be older. */
  isOvertaken: boolean;
}

/**
 * The sessions and users that this process has seen lately. It can only say yes: whoever is not found
 * here is looked for in the database.
 */
@Injectable()
export class SessionCache {
  readonly #sessions: LRUCache<string, KnownSession>;
  readonly #users: LRUCache<string, UserRow>;
  readonly #actors = new LRUCache<string, ActingAdmin>({ max: ACTORS_MAX });
  readonly #readings = new Map<string, Reading>();
  /** Plain numbers: counting must cost nothing. */
  readonly stats = { hits: 0, misses: 0 };

  constructor(
    @Inject(ENV) { sessionCacheSize: max }: Env,
    private readonly store: SessionStore,
    private readonly announcements: Announcements,
  ) {
    this.#sessions = new LRUCache({ max, ttl: AGE_MAX, ttlResolution: 1000 });
    this.#users = new LRUCache({ max, ttl: AGE_MAX, ttlResolution: 1000 });
    announcements.listen((change) => this.#forget(change));
  }

  get size(): number {
    return this.#sessions.size;
  }

  /** How long ago the database was asked for what is known longest, in milliseconds. */
  get oldestAge(): number {
    let left = AGE_MAX;
    for (const id of this.#sessions.keys())
      left = Math.min(left, this.#sessions.getRemainingTTL(id));
    return AGE_MAX - left;
  }

  /** The session that this token opened before, if nothing that this process has heard of speaks against it. */
  find({ id, secret }: SessionToken): ActiveSession | null {
    const known = this.announcements.isHeard ? this.#sessions.get(id) : undefined;
    const user = known?.userId ? this.#users.get(known.userId) : null;
    const actor = known?.actorId ? this.#actors.get(known.actorId) : null;
    if (
      !known ||
      user === undefined ||
      actor === undefined ||
      !isSame(digestOf(secret), known.digest)
    ) {
      this.stats.misses += 1;
      return null;
    }
    this.stats.hits += 1;
    return known.read(user, actor);
  }

  /** Asks the database. Several who ask at once share one question, unless something has changed since. */
  read(id: string): Reading {
    const running = this.#readings.get(id);
    if (running && this.announcements.isHeard) return running;
    const stored = this.store.find(id).finally(() => {
      if (this.#readings.get(id) === reading) this.#readings.delete(id);
    });
    const reading: Reading = { askedAt: performance.now(), stored, isOvertaken: false };
    this.#readings.set(id, reading);
    return reading;
  }

  /** What was read and found right, for the next time this token comes. */
  keep({ askedAt, isOvertaken }: Reading, session: ActiveSession, { secret }: SessionToken): void {
    if (isOvertaken || !this.announcements.isHeard) return;
    this.#sessions.set(session.id, new KnownSession(session, digestOf(secret), askedAt));
    if (session.user) this.#users.set(session.user.id, session.user);
    if (session.actor) this.#actors.set(session.actor.id, session.actor);
  }

  /** It was used just now. */
  extend({ id, lastSeenAt, idleExpiresAt }: ActiveSession): void {
    this.#sessions.peek(id)?.extend(lastSeenAt, idleExpiresAt);
  }

  /** The text that `write` makes of this session; from memory while it would be the same. */
  tell(session: ActiveSession, write: () => string): string {
    return this.#sessions.peek(session.id)?.tell(session, write) ?? write();
  }

  /** This process has just changed it: it does not wait to hear of that. */
  drop(id: string): void {
    this.#forget({ type: 'session', id, isOver: false });
  }

  dropUser(id: string): void {
    this.#forget({ type: 'user', id });
  }

  #forget(change: Change): void {
    switch (change.type) {
      case 'session':
        this.#sessions.delete(change.id);
        this.#overtake(change.id);
        break;
      case 'user':
        this.#users.delete(change.id);
        this.#actors.delete(change.id);
        this.#overtakeAll();
        break;
      case 'everything':
        this.#sessions.clear();
        this.#users.clear();
        this.#actors.clear();
        this.#overtakeAll();
    }
  }

  #overtake(id: string): void {
    const reading = this.#readings.get(id);
    if (reading) reading.isOvertaken = true;
    this.#readings.delete(id);
  }

  #overtakeAll(): void {
    for (const id of [...this.#readings.keys()]) this.#overtake(id);
  }
}
