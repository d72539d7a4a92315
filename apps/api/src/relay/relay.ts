import type pg from 'pg';
import type { DataSource } from 'typeorm';
import {
  beginToListen,
  connectListener,
  roundTrip,
  urlOf,
} from '../announcements/listening-client.ts';
import type { RedisConnection } from './redis-connection.ts';
import { answerText, type Channels, FLUSH, parseQuestion, RESIGNATION } from './relay-messages.ts';

/** Any number, the same in every process: the name of the lock. PostgreSQL keeps it by database. */
const LOCK = 4712;

interface Options {
  readonly database: DataSource;
  readonly redis: RedisConnection;
  readonly channels: Channels;
  /** Aborted with the connection to Redis. */
  readonly signal: AbortSignal;
}

/** The time in office, which ends with the connection that holds the lock. */
interface Tenure {
  readonly client: pg.Client;
  readonly over: AbortController;
  readonly questions: string[];
}

/**
 * Says on Redis what the database announces. One process of all does it: the one whose listening
 * connection holds a lock, so that PostgreSQL itself ends the office when that connection ends.
 */
export class Relay {
  readonly #options: Options;
  #tenure: Tenure | undefined;

  constructor(options: Options) {
    this.#options = options;
  }

  /**
   * Takes the office if it is vacant.
   * @param byForce makes it vacant for the next time: whoever holds it does not answer
   */
  async takeOver(byForce: boolean): Promise<void> {
    if (this.#tenure) return;
    const { database, signal } = this.#options;
    signal.throwIfAborted();
    const over = new AbortController();
    signal.addEventListener('abort', () => over.abort(), { signal: over.signal });
    const client = await connectListener({
      url: urlOf(database),
      signal: over.signal,
      onPayload: (payload) => this.#tenure?.over === over && this.#say(payload),
      onLost: () => over.abort(),
    });
    try {
      if (await isElected(client, byForce)) await this.#begin({ client, over, questions: [] });
      else over.abort();
    } catch (error) {
      over.abort();
      throw error;
    }
  }

  /** Leaves the office, and says so. */
  async resign(): Promise<void> {
    const tenure = this.#tenure;
    if (!tenure) return;
    this.#tenure = undefined;
    tenure.over.abort();
    const { redis, channels } = this.#options;
    await Promise.allSettled([
      redis.publish(channels.announcements, RESIGNATION),
      redis.unsubscribe(channels.questions),
    ]);
  }

  async #begin(tenure: Tenure): Promise<void> {
    const { client, over } = tenure;
    const { database, redis, channels } = this.#options;
    await beginToListen(client, database);
    await client.query(`SET application_name = 'gatehouse-relay'`);
    over.signal.throwIfAborted();
    over.signal.addEventListener('abort', () => void this.resign());
    this.#tenure = tenure;
    // Before the first answer: whoever is answered knows nothing that is older.
    await redis.publish(channels.announcements, FLUSH);
    await redis.subscribe([channels.questions], (text) => this.#ask(tenure, text));
    // Lost meanwhile: whoever is subscribed counts as the relay.
    if (this.#tenure !== tenure) await redis.unsubscribe(channels.questions);
  }

  #ask(tenure: Tenure, text: string): void {
    if (this.#tenure !== tenure) return;
    tenure.questions.push(text);
    if (tenure.questions.length === 1) this.#answerAll(tenure).catch(() => tenure.over.abort());
  }

  /** Behind all that was announced before they were asked. Questions that come meanwhile share the next round. */
  async #answerAll(tenure: Tenure): Promise<void> {
    const { questions, client } = tenure;
    while (questions.length > 0 && this.#tenure === tenure) {
      const count = questions.length;
      const databaseTime = await roundTrip(client);
      for (const text of questions.slice(0, count)) this.#answer(text, databaseTime);
      questions.splice(0, count);
    }
  }

  #answer(text: string, databaseTime: number): void {
    const question = parseQuestion(text);
    // A fence is for everybody.
    if (!question) this.#say(text);
    else {
      const { process, sentAt } = question;
      const channel = this.#options.channels.answersFor(process);
      this.#say(answerText({ sentAt, databaseTime }), channel);
    }
  }

  #say(text: string, channel = this.#options.channels.announcements): void {
    // When one word is lost, nobody may be told any more that all is well.
    this.#options.redis.publish(channel, text).catch(() => this.resign());
  }
}

async function isElected(client: pg.Client, byForce: boolean): Promise<boolean> {
  const { rows } = await client.query<{ isMine: boolean }>(
    `SELECT pg_try_advisory_lock($1) AS "isMine"`,
    [LOCK],
  );
  if (rows[0]?.isMine) return true;
  // A process that is stopped keeps its connection, and with it the office.
  if (byForce)
    await client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_locks
        WHERE locktype = 'advisory' AND classid = 0 AND objid = $1 AND objsubid = 1 AND granted
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
      [LOCK],
    );
  return false;
}
