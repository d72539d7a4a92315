import { randomInt } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { PRUNING_LIMITS, Pruner, type PruningLimits } from './pruner.ts';

const SECOND = 1000;

/** Wakes the pruner again and again; a little off, so that processes that began together do not stay together. */
@Injectable()
export class PruningClock implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #stopped = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(
    @Inject(PRUNING_LIMITS) private readonly limits: PruningLimits,
    private readonly pruner: Pruner,
  ) {}

  onApplicationBootstrap(): void {
    this.#running = this.#run();
  }

  /** What is under way ends with its slice, before the database is closed. */
  async onModuleDestroy(): Promise<void> {
    this.pruner.stop();
    this.#stopped.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopped;
    const { period } = this.limits;
    let pause = period;
    while (!signal.aborted) {
      const jittered = pause * (0.75 + randomInt(500) / 1000);
      await delay(jittered, undefined, { signal, ref: false }).catch(() => undefined);
      if (signal.aborted) return;
      pause = (await this.pruner.run()) ? Math.min(SECOND, period) : period;
    }
  }
}
