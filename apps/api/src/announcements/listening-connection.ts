import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { CHANNEL } from './payload.ts';

const SECOND = 1000;
const BEAT = SECOND;
/** How long something may be believed after the connection was last seen to work. */
export const LEASE = 3 * SECOND;
const PATIENCE = 2 * SECOND;
const PAUSE = { shortest: 100, longest: 5 * SECOND };
/** Clocks drift by far less between two beats; a clock that was set jumps by more. */
const JUMP = 2 * SECOND;

/** The name under which the database counts connections that hear everything. */
export const LISTENER = 'gatehouse-announcements';

interface Hooks {
  readonly onPayload: (payload: string) => void;
  /** Something may have been missed, or time itself has jumped. */
  readonly onGap: () => void;
  readonly onError: (error: unknown) => void;
  /** Proves, through another connection, that what is said is heard here. */
  readonly prove: () => Promise<boolean>;
}

/** A connection that hears what the database announces, for as long as it stands. It comes back by itself. */
export class ListeningConnection {
  readonly #url: string;
  readonly #hooks: Hooks;
  readonly #stopped = new AbortController();
  #client: pg.Client | undefined;
  #running: Promise<void> = Promise.resolve();
  #trustedUntil = 0;
  #clockSkew: number | undefined;

  constructor(url: string, hooks: Hooks) {
    this.#url = url;
    this.#hooks = hooks;
  }

  get isTrusted(): boolean {
    return performance.now() < this.#trustedUntil;
  }

  /** Resolves after the first attempt, whether it succeeded or not. */
  start(): Promise<void> {
    return new Promise((resolve) => {
      this.#running = this.#run(resolve);
    });
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#client?.end().catch(() => undefined);
    await this.#running;
  }

  async say(payload: string): Promise<void> {
    await this.#client?.query('SELECT pg_notify($1, $2)', [CHANNEL, payload]);
  }

  async #run(onAttempt: () => void): Promise<void> {
    const { signal } = this.#stopped;
    let pause = PAUSE.shortest;
    while (!signal.aborted) {
      const lost = new AbortController();
      try {
        const client = await this.#connect(lost);
        pause = PAUSE.shortest;
        onAttempt();
        await this.#watch(client, AbortSignal.any([signal, lost.signal]));
      } catch (error) {
        if (!signal.aborted) this.#hooks.onError(lost.signal.reason ?? error);
      }
      this.#lose();
      onAttempt();
      await delay(pause, undefined, { signal }).catch(() => undefined);
      pause = Math.min(pause * 2, PAUSE.longest);
    }
  }

  async #connect(lost: AbortController): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.#url,
      application_name: 'gatehouse-starting',
      connectionTimeoutMillis: PATIENCE,
      query_timeout: PATIENCE,
      keepAlive: true,
    });
    this.#client = client;
    client.on('notification', ({ payload = '' }) => this.#hooks.onPayload(payload));
    client.on('error', (error) => lost.abort(error));
    client.on('end', () => lost.abort(new Error('The connection has ended.')));
    await client.connect();
    await client.query(`LISTEN ${CHANNEL}`);
    // A pooler in between accepts LISTEN and then delivers nothing.
    if (!(await this.#hooks.prove()))
      throw new Error('Nothing is heard here: LISTEN needs a direct connection to PostgreSQL.');
    // Counted from now on, and nothing is believed before: whoever counts misses nobody who believes.
    await client.query(`SET application_name = '${LISTENER}'`);
    await this.#beat(client);
    return client;
  }

  async #watch(client: pg.Client, signal: AbortSignal): Promise<void> {
    for (;;) {
      await delay(BEAT, undefined, { signal });
      await this.#beat(client);
    }
  }

  /** A round trip: whatever was announced before it was sent has been heard when it is back. */
  async #beat(client: pg.Client): Promise<void> {
    const sentAt = performance.now();
    const { rows } = await client.query<{ now: Date }>('SELECT now()');
    const skew = (rows[0]?.now.getTime() ?? 0) - sentAt;
    const hasJumped = this.#clockSkew !== undefined && Math.abs(skew - this.#clockSkew) > JUMP;
    this.#clockSkew = skew;
    if (hasJumped) this.#hooks.onGap();
    this.#trustedUntil = sentAt + LEASE;
  }

  #lose(): void {
    this.#trustedUntil = 0;
    this.#clockSkew = undefined;
    this.#hooks.onGap();
    this.#client?.end().catch(() => undefined);
    this.#client = undefined;
  }
}
