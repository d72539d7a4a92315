import { Inject, Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { rows } from '../database/rows.ts';
import { SecurityEvents } from '../events/security-events.ts';
import { ServerLog } from '../events/server-log.ts';
import { DeadSessions, type Slice } from './dead-sessions.ts';
import { OldRows } from './old-rows.ts';

/** Any number, the same in every process: the name of the lock. */
const LOCK = 4712;

export interface PruningLimits {
  /** Milliseconds between two rounds. */
  readonly period: number;
  /** Rows of one short transaction. */
  readonly slice: number;
  /** Rows of a table that are looked at, or removed, before the database gets a rest. */
  readonly round: number;
}

export const PRUNING_LIMITS = Symbol('PruningLimits');

type Kind = keyof Pruner['removed'];

/** Removes what is over. Nothing depends on it: what is over is refused whether it is still there or not. */
@Injectable()
export class Pruner {
  /** How many rows went since the process began. */
  readonly removed = {
    sessions: 0,
    events: 0,
    counts: 0,
    windows: 0,
    failures: 0,
    browsers: 0,
    tokens: 0,
    mails: 0,
    messages: 0,
    accounts: 0,
  };
  readonly #logger = new Logger('pruning');
  readonly #position = { failures: '', sessions: '' };
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
    const { old, sessions, limits } = this;
    const full: Kind[] = [];
    for (const [kind, step] of [
      ['events', () => this.#clear('events', (m) => old.removeEvents(m, limits.slice))],
      ['counts', () => this.#clear('counts', (m) => old.removeCounts(m, limits.slice))],
      ['windows', () => this.#clear('windows', (m) => old.removeWindows(m, limits.slice))],
      ['failures', () => this.#clear('failures', (m) => old.removeFailures(m, limits.slice))],
      ['browsers', () => this.#clear('browsers', (m) => old.removeBrowsers(m, limits.slice))],
      ['tokens', () => this.#clear('tokens', (m) => old.removeTokens(m, limits.slice))],
      ['mails', () => this.#clear('mails', (m) => old.removeMails(m, limits.slice))],
      ['messages', () => this.#clear('messages', (m) => old.removeMessages(m, limits.slice))],
      ['accounts', () => this.#clear('accounts', (m) => old.removeAccount(m), 1)],
      [
        'failures',
        () => this.#walk('failures', (m, after, size) => old.removeLost(m, after, size)),
      ],
      [
        'sessions',
        () => this.#walk('sessions', (m, after, size) => sessions.removeNext(m, after, size)),
      ],
    ] as const)
      if (await this.#isFull(kind, step)) full.push(kind);
    if (full.length > 0)
      this.log.lines.info({ kinds: full }, 'many rows are over: removing goes on');
    return full.length > 0;
  }

  /** One step that fails keeps no other from being made. */
  async #isFull(kind: Kind, step: () => Promise<boolean>): Promise<boolean> {
    try {
      return !this.#isStopped && (await step());
    } catch (error) {
      this.#logger.warn(`Nothing more is removed for now (${kind}): ${String(error)}`);
      return false;
    }
  }

  /** Slice after slice, until one is not full. */
  async #clear(
    kind: Kind,
    remove: (manager: EntityManager) => Promise<number>,
    slice = this.limits.slice,
  ): Promise<boolean> {
    const { round } = this.limits;
    for (let done = 0; done < round && !this.#isStopped; done += slice) {
      const removed = await this.#alone(remove);
      this.removed[kind] += removed ?? 0;
      // Another process is at it, or nothing is left.
      if (removed === null || removed < slice) return false;
    }
    return true;
  }

  /** Goes on where the last round ended, and from the start after the end of the table. */
  async #walk(
    kind: 'failures' | 'sessions',
    removeNext: (manager: EntityManager, after: string, size: number) => Promise<Slice>,
  ): Promise<boolean> {
    const { slice: size, round } = this.limits;
    let looked = 0;
    let removed = 0;
    while (looked < round && !this.#isStopped) {
      const slice = await this.#alone((manager) => removeNext(manager, this.#position[kind], size));
      // Another process is at it.
      if (!slice) return false;
      looked += slice.looked;
      removed += slice.removed;
      this.removed[kind] += slice.removed;
      for (const session of slice.expired)
        this.events.tell({ name: 'session_expired', ...session });
      this.#position[kind] = slice.looked < size ? '' : (slice.last ?? '');
      if (this.#position[kind] === '') return false;
    }
    return removed > looked / 2;
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
