import { setTimeout as delay } from 'node:timers/promises';
import { Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { Announcements } from '../announcements/announcements.ts';
import { Fences } from '../announcements/fences.ts';
import { type Attempt, Lasting } from '../announcements/lasting.ts';
import { BEAT, LEASE, Lease } from '../announcements/lease.ts';
import { acknowledgementPayload, fencePayload, parsePayload } from '../announcements/payload.ts';
import { connectRedis } from './redis-connection.ts';
import type { Link } from './redis-link.ts';
import { Relay } from './relay.ts';
import { channelsOf, parseAnswer, questionText, RESIGNATION } from './relay-messages.ts';

/** Announcements by Redis: one process hears the database and says it there, all others hear only Redis. */
export class RedisAnnouncements
  extends Announcements
  implements OnApplicationBootstrap, OnApplicationShutdown
{
  readonly #logger = new Logger('announcements');
  readonly #lease = new Lease();
  readonly #database: DataSource;
  readonly #url: string;
  readonly #lasting: Lasting;
  readonly #fences: Fences;
  #link: Link | undefined;
  /** When a relay last said anything. */
  #heardAt = 0;

  constructor(database: DataSource, url: string) {
    super();
    this.#database = database;
    this.#url = url;
    this.#lasting = new Lasting({
      work: (attempt) => this.#listen(attempt),
      onEnd: () => this.#end(),
      onError: (error) =>
        this.#warn(`Redis is not heard (${String(error)}): check REDIS_URL, and that it runs.`),
    });
    this.#fences = new Fences({
      lease: this.#lease,
      ask: (nonce) => this.#ask(nonce),
      acknowledge: (nonce, process) => this.#acknowledge(nonce, process),
    });
  }

  get isHeard(): boolean {
    return this.#lease.isValid;
  }

  onApplicationBootstrap(): Promise<void> {
    return this.#lasting.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#link?.relay.resign();
    await this.#lasting.stop();
  }

  everyoneHeard(): Promise<void> {
    return this.#fences.everyoneHeard();
  }

  async #listen({ signal, onLost, onBegun }: Attempt): Promise<void> {
    const channels = await channelsOf(this.#database);
    const redis = await connectRedis({ url: this.#url, signal, onLost });
    const own = channels.answersFor(this.#fences.process);
    await redis.subscribe([channels.announcements, own], (text) => this.#hear(text));
    // Counted from now on; nothing is believed before the first answer, and nothing is missed after.
    this.tell({ type: 'everything' });
    const relay = new Relay({ database: this.#database, redis, channels, signal });
    const link = { redis, channels, relay, begunAt: performance.now() };
    this.#link = link;
    await this.#beat(link);
    onBegun();
    for (let wasHeard = false; ; wasHeard = this.isHeard) {
      await delay(BEAT, undefined, { signal });
      await this.#beat(link);
      if (wasHeard && !this.isHeard) this.lose();
    }
  }

  /** Asks the relay whether this process hears the database; becomes the relay where there is none. */
  async #beat(link: Link): Promise<void> {
    if ((await this.#question(link)) > 0 && !this.#isUnanswered(link)) return;
    try {
      await link.relay.takeOver(this.#isUnanswered(link));
      await this.#question(link);
    } catch (error) {
      this.#warn(`This process cannot become the relay (${String(error)}).`);
    }
  }

  #question({ redis, channels }: Link): Promise<number> {
    const { process } = this.#fences;
    return redis.publish(channels.questions, questionText({ process, sentAt: performance.now() }));
  }

  /** There is a relay, but it has said nothing for so long that another one is better. */
  #isUnanswered({ begunAt }: Link): boolean {
    return performance.now() > Math.max(this.#heardAt, begunAt) + LEASE;
  }

  async #ask(nonce: string): Promise<number> {
    if (!this.#link) throw new Error('Nobody can be asked.');
    const { redis, channels } = this.#link;
    await redis.publish(channels.questions, fencePayload(nonce));
    return redis.countSubscribers(channels.announcements);
  }

  async #acknowledge(nonce: string, process: string): Promise<void> {
    const [asking = ''] = nonce.split('.');
    await this.#link?.redis.publish(
      this.#link.channels.answersFor(asking),
      acknowledgementPayload(nonce, process),
    );
  }

  #hear(text: string): void {
    const payload = parsePayload(text);
    // All but this is said by the relay.
    if (payload.type !== 'acknowledgement') this.#heardAt = performance.now();
    const answer = parseAnswer(text);
    if (answer) {
      if (this.#lease.renew(answer.sentAt, answer.databaseTime)) this.lose();
      return;
    }
    if (text === RESIGNATION) this.#lease.cancel();
    if (payload.type === 'fence' || payload.type === 'acknowledgement') this.#fences.hear(payload);
    else this.tell(payload);
  }

  #end(): void {
    this.#lease.cancel();
    this.#link = undefined;
    this.lose();
  }

  #warn(what: string): void {
    this.#logger.warn(`${what} As long as changes are not heard, each request asks the database.`);
  }
}
