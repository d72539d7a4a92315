import { Inject, Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { rows } from '../database/rows.ts';
import { SecurityEvents } from '../events/security-events.ts';
import { ServerLog } from '../events/server-log.ts';
import { DeadSessions } from './dead-sessions.ts';
import { OldRows } from './old-rows.ts';

/** Any number, the same in every process: the name of the lock. */
const LOCK = 4712;

export interface PruningLimits {
  /** Milliseconds between two rounds. */
  readonly period: number;
  /** Rows of one short transaction. */
  readonly slice: number;
  /** Rows of sessions that are looked at before the database gets a rest. */
  readonly round: number;
}

export const PRUNING_LIMITS = Symbol('PruningLimits');

/** Removes what is over. Nothing depends on it: what is over is refused whether it is still there or not. */
@Injectable()
export class Pruner {
  /** How many rows went since the process began. */
  readonly removed = { sessions: 0, events: 0, attempts: 0, browsers: 0 };
  readonly #logger = new Logger('pruning');
  #position = '';
  #isStopped = false;

  constructor(
    @Inject(PRUNING_LIMITS) private readonly limits: PruningLimits,
    private readonly database: DataSource,
    private readonly sessions: DeadSessions,
    private readonly old: OldRows,
    private readonly events: SecurityEvents,
    private readonly log: ServerLog,
  ) {}

  stop(): void {
    this.#isStopped = true;
  }

  /** @returns whether so much was found that it is worth going on soon */
  async run(): Promise<boolean> {
    try {
      const { slice } = this.limits;
      this.removed.events += (await this.#alone((m) => this.old.removeEvents(m, slice))) ?? 0;
      this.removed.attempts += (await this.#alone((m) => this.old.removeWindows(m, slice))) ?? 0;
      this.removed.attempts += (await this.#alone((m) => this.old.removeFailures(m, slice))) ?? 0;
      this.removed.browsers += (await this.#alone((m) => this.old.removeBrowsers(m, slice))) ?? 0;
      return await this.#removeSessions();
    } catch (error) {
      this.#logger.warn(`Nothing more is removed for now: ${String(error)}`);
      return false;
    }
  }

  /** Goes on where the last round ended, and from the start after the end of the table. */
  async #removeSessions(): Promise<boolean> {
    const { slice: size, round } = this.limits;
    let looked = 0;
    let removed = 0;
    while (looked < round && !this.#isStopped) {
      const slice = await this.#alone((manager) =>
        this.sessions.removeNext(manager, this.#position, size),
      );
      // Another process is at it.
      if (!slice) return false;
      looked += slice.looked;
      removed += slice.removed;
      this.removed.sessions += slice.removed;
      for (const session of slice.expired)
        this.events.tell({ name: 'session_expired', ...session });
      this.#position = slice.looked < size ? '' : (slice.last ?? '');
      if (this.#position === '') return false;
    }
    const isBacklog = removed > looked / 2;
    if (isBacklog)
      this.log.lines.info({ removed, looked }, 'many sessions are over: removing goes on');
    return isBacklog;
  }

  /** In a transaction of its own, if no other process removes anything at this moment. */
  #alone<Result>(work: (manager: EntityManager) => Promise<Result>): Promise<Result | null> {
    return this.database.transaction(async (manager) => {
      const [lock] = await rows<{ isMine: boolean }>(
        manager,
        `SELECT pg_try_advisory_xact_lock(${LOCK}) AS "isMine"`,
      );
      return lock?.isMine ? work(manager) : null;
    });
  }
}
