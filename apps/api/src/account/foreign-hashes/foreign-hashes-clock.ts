import { setTimeout as delay } from 'node:timers/promises';
import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { ForeignHashes } from './foreign-hashes.ts';

/** How soon an import is noticed: until then its accounts can be told by time. */
const COUNT_EVERY_MS = 60_000;
/** How soon fewer and faster ones are. */
const LOOK_EVERY_MS = 15 * 60_000;

/** Looks for foreign hashes before the first log-in, and again when there are more of them, or fewer after a while. */
@Injectable()
export class ForeignHashesClock implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger('foreign-hashes');
  readonly #stopped = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #count = 0;
  #lookedAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly hashes: ForeignHashes) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.tick();
    this.#running = this.#run();
  }

  /** What is under way ends before the database is closed. */
  async onModuleDestroy(): Promise<void> {
    this.#stopped.abort();
    await this.#running;
  }

  /** Never fails: what could not be done now is done the next time. */
  async tick(): Promise<void> {
    try {
      const count = await this.hashes.count();
      // One that was met at a log-in, and replaced there, was never counted.
      const isOver = count === 0 && this.hashes.areWaitedFor;
      const isTime = count > 0 && performance.now() - this.#lookedAt > LOOK_EVERY_MS;
      if (count > this.#count || isOver || isTime) {
        await this.hashes.look();
        this.#lookedAt = performance.now();
      }
      this.#count = count;
    } catch (error) {
      this.#logger.warn(`Could not look for foreign hashes: ${error}`);
    }
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      await delay(COUNT_EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined);
      if (!signal.aborted) await this.tick();
    }
  }
}
