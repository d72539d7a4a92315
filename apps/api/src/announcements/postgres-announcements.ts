import { randomUUID } from 'node:crypto';
import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { DataSource } from 'typeorm';
import { rows } from '../database/rows.ts';
import { Acknowledgements } from './acknowledgements.ts';
import { Announcements, type Change, type ChangeListener } from './announcements.ts';
import { LEASE, LISTENER, ListeningConnection } from './listening-connection.ts';
import { acknowledgementPayload, CHANNEL, fencePayload, parsePayload } from './payload.ts';

/** After this long the others are counted again: one of them may be gone. */
const COUNT_AGAIN = 250;

/** Announcements by the triggers of the database and its NOTIFY, on a connection of this process's own. */
@Injectable()
export class PostgresAnnouncements
  extends Announcements
  implements OnApplicationBootstrap, OnApplicationShutdown
{
  readonly #logger = new Logger('announcements');
  readonly #process = randomUUID();
  readonly #listeners = new Set<ChangeListener>();
  readonly #acknowledgements = new Acknowledgements();
  readonly #database: DataSource;
  readonly #connection: ListeningConnection;
  #fence: Promise<void> = Promise.resolve();
  #nextFence: Promise<void> | undefined;

  constructor(database: DataSource) {
    super();
    this.#database = database;
    this.#connection = new ListeningConnection(urlOf(database), {
      onPayload: (payload) => this.#hear(payload),
      onGap: () => this.#lose(),
      onError: (error) => this.#logger.warn(`The listening connection failed: ${String(error)}`),
      prove: () => this.#hearOneself(),
    });
  }

  get isHeard(): boolean {
    return this.#connection.isTrusted;
  }

  onApplicationBootstrap(): Promise<void> {
    return this.#connection.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.#connection.stop();
  }

  listen(listener: ChangeListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Whoever comes while a fence is on its way shares the next one: the one under way may be too old. */
  everyoneHeard(): Promise<void> {
    this.#nextFence ??= this.#fence.then(() => {
      this.#nextFence = undefined;
      this.#fence = this.#sendFence().catch((error) => this.#logger.warn(error));
      return this.#fence;
    });
    return this.#nextFence;
  }

  async #sendFence(): Promise<void> {
    if (!this.isHeard) return;
    const nonce = randomUUID();
    const end = performance.now() + LEASE;
    this.#acknowledgements.expect(nonce);
    try {
      let count = await this.#countListeners(fencePayload(nonce));
      while (!(await this.#acknowledgements.reached(nonce, count, COUNT_AGAIN))) {
        // Silent for a whole lease: it does not believe what it knows any more.
        if (performance.now() > end || !this.isHeard) return;
        count = await this.#countListeners();
      }
    } finally {
      this.#acknowledgements.forget(nonce);
    }
  }

  async #countListeners(payload?: string): Promise<number> {
    const [found] = await rows<{ count: number }>(
      this.#database,
      `SELECT count(*)::int AS count, ${payload === undefined ? 'NULL' : 'pg_notify($2, $3)'}
         FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1`,
      payload === undefined ? [LISTENER] : [LISTENER, CHANNEL, payload],
    );
    return found?.count ?? 0;
  }

  async #hearOneself(): Promise<boolean> {
    const nonce = randomUUID();
    this.#acknowledgements.expect(nonce);
    try {
      await rows(this.#database, 'SELECT pg_notify($1, $2)', [
        CHANNEL,
        acknowledgementPayload(nonce, this.#process),
      ]);
      return await this.#acknowledgements.reached(nonce, 1, LEASE);
    } finally {
      this.#acknowledgements.forget(nonce);
    }
  }

  #hear(text: string): void {
    const payload = parsePayload(text);
    if (payload.type === 'fence') this.#acknowledge(payload.nonce);
    else if (payload.type === 'acknowledgement')
      this.#acknowledgements.hear(payload.nonce, payload.process);
    else this.#tell(payload);
  }

  #lose(): void {
    this.stats.lost += 1;
    this.#tell({ type: 'everything' });
  }

  #acknowledge(nonce: string): void {
    this.#acknowledgements.hear(nonce, this.#process);
    if (this.#acknowledgements.isExpected(nonce)) return;
    // Unsaid, it costs the other one its patience, and nothing else.
    this.#connection.say(acknowledgementPayload(nonce, this.#process)).catch(() => undefined);
  }

  #tell(change: Change): void {
    for (const listener of this.#listeners) listener(change);
  }
}

function urlOf({ options }: DataSource): string {
  if (options.type !== 'postgres' || !options.url) throw new Error('PostgreSQL is needed.');
  return options.url;
}
