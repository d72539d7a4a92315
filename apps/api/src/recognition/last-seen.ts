import { lifetimesOf } from '@gatehouse/auth-core';
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { ENV } from '../config/config.module.ts';
import type { Env } from '../config/env.ts';
import type { ActiveSession } from '../session/active-session.ts';
import type { Sighting } from '../session/session-rows.ts';
import { SessionUseStore } from '../session/session-use.store.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** How often what was seen is written down. */
const PERIOD = SECOND;
/** So close to its end a session does not wait for the next batch. */
const MARGIN = 5 * SECOND;
const BATCH_MAX = 1000;

/** Keeps sessions alive by their use: a minute apart at most, and many in one statement. */
@Injectable()
export class LastSeen implements OnModuleInit, OnApplicationShutdown {
  readonly #logger = new Logger('sessions');
  readonly #seen = new Map<string, Sighting>();
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly store: SessionUseStore,
  ) {}

  onModuleInit(): void {
    this.#timer = setInterval(() => void this.write(), PERIOD);
    this.#timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.write();
  }

  isDue(session: ActiveSession): boolean {
    const unseenFor = session.now.getTime() - session.lastSeenAt.getTime();
    return unseenFor >= Math.min(MINUTE, this.#idleOf(session) / 10);
  }

  /** @returns the session as it lives on; null when it has ended meanwhile */
  async note(session: ActiveSession): Promise<ActiveSession | null> {
    const { id, now } = session;
    const idle = this.#idleOf(session);
    if (session.idleExpiresAt.getTime() - now.getTime() < MARGIN) {
      const idleExpiresAt = await this.store.touch(id, idle);
      return idleExpiresAt && { ...session, lastSeenAt: now, idleExpiresAt };
    }
    this.#seen.set(id, { id, idle, seenAt: performance.now() });
    const end = Math.min(now.getTime() + idle, session.expiresAt.getTime());
    return { ...session, lastSeenAt: now, idleExpiresAt: new Date(end) };
  }

  /** Writes what was seen. What cannot be written now is kept for the next time. */
  write(): Promise<void> {
    this.#writing = this.#writing.then(() => this.#writeBatch());
    return this.#writing;
  }

  async #writeBatch(): Promise<void> {
    const batch = [...this.#seen.values()].slice(0, BATCH_MAX);
    if (batch.length === 0) return;
    for (const { id } of batch) this.#seen.delete(id);
    try {
      await this.store.touchAll(batch);
    } catch (error) {
      this.#logger.warn(`Use of ${batch.length} sessions is not written yet: ${String(error)}`);
      for (const sighting of batch)
        if (!this.#seen.has(sighting.id)) this.#seen.set(sighting.id, sighting);
    }
  }

  #idleOf({ remembered, user, actor }: ActiveSession): number {
    const role = actor ? 'admin' : (user?.role ?? null);
    return lifetimesOf(remembered, this.env.lifetimes, role).idle;
  }
}
