import { AsyncResource } from 'node:async_hooks';
import { AppError } from '@gatehouse/auth-core';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';

type Work = () => Promise<unknown>;

const WAITING = 1_000;

/**
 * Work whose length would tell what nobody may learn: it begins when the answer is on its way, one piece after the other,
 * and its failure is told to the log alone. What waits when a process dies is lost.
 */
@Injectable()
export class AfterAnswers implements OnApplicationShutdown {
  readonly #logger = new Logger('after answers');
  readonly #waiting: Work[] = [];
  #working: Promise<void> | undefined;
  /** In a context of its own: it is no part of the request that asked for it. */
  readonly #begin = AsyncResource.bind(() =>
    new Promise<void>((resolve) => setImmediate(resolve)).then(() => this.#work()),
  );

  /** @throws AppError `overloaded` when too much waits, whatever it is */
  add(work: Work): void {
    if (this.#waiting.length >= WAITING) throw new AppError('overloaded', { retryAfter: 2 });
    this.#waiting.push(work);
    this.#working ??= this.#begin();
  }

  /** Resolves when nothing waits. */
  async done(): Promise<void> {
    await this.#working;
  }

  onApplicationShutdown(): Promise<void> {
    return this.done();
  }

  async #work(): Promise<void> {
    for (let work = this.#waiting.shift(); work; work = this.#waiting.shift())
      await work().catch((error: unknown) => this.#logger.warn(String(error)));
    this.#working = undefined;
  }
}
