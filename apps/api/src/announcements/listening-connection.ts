import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import type { DataSource } from 'typeorm';
import { type Attempt, Lasting } from './lasting.ts';
import { BEAT, type Lease } from './lease.ts';
import { beginToListen, connectListener, roundTrip, urlOf } from './listening-client.ts';
import { CHANNEL } from './payload.ts';

/** The name under which the database counts connections that hear everything. */
export const LISTENER = 'gatehouse-announcements';

interface Hooks {
  readonly onPayload: (payload: string) => void;
  /** Nothing is missed from now on. */
  readonly onBegin: () => void;
  /** Something may have been missed, or time itself has jumped. */
  readonly onGap: () => void;
  readonly onError: (error: unknown) => void;
}

/** A connection that hears what the database announces, for as long as it stands. It comes back by itself. */
export class ListeningConnection {
  readonly #database: DataSource;
  readonly #lease: Lease;
  readonly #hooks: Hooks;
  readonly #lasting: Lasting;
  #client: pg.Client | undefined;

  constructor(database: DataSource, lease: Lease, hooks: Hooks) {
    this.#database = database;
    this.#lease = lease;
    this.#hooks = hooks;
    this.#lasting = new Lasting({
      work: (attempt) => this.#listen(attempt),
      onEnd: () => this.#lose(),
      onError: hooks.onError,
    });
  }

  /** Resolves after the first attempt, whether it succeeded or not. */
  start(): Promise<void> {
    return this.#lasting.start();
  }

  stop(): Promise<void> {
    return this.#lasting.stop();
  }

  async say(payload: string): Promise<void> {
    await this.#client?.query('SELECT pg_notify($1, $2)', [CHANNEL, payload]);
  }

  async #listen({ signal, onLost, onBegun }: Attempt): Promise<void> {
    const { onPayload, onBegin } = this.#hooks;
    const url = urlOf(this.#database);
    const client = await connectListener({ url, signal, onPayload, onLost });
    this.#client = client;
    await beginToListen(client, this.#database);
    // Counted from now on, and nothing is believed before: whoever counts misses nobody who believes.
    await client.query(`SET application_name = '${LISTENER}'`);
    onBegin();
    await this.#beat(client);
    onBegun();
    for (;;) {
      await delay(BEAT, undefined, { signal });
      await this.#beat(client);
    }
  }

  async #beat(client: pg.Client): Promise<void> {
    const sentAt = performance.now();
    const hasJumped = this.#lease.renew(sentAt, await roundTrip(client));
    if (hasJumped) this.#hooks.onGap();
  }

  #lose(): void {
    this.#lease.cancel();
    this.#client = undefined;
    this.#hooks.onGap();
  }
}
