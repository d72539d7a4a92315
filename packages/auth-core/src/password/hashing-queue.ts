import { AppError } from '../errors.ts';

export interface HashingLimits {
  /** Hashes computed at once. */
  readonly parallel: number;
  /** Hashes that may wait; one more is refused. */
  readonly waiting: number;
}

/** Keeps hashing from taking every core and every thread: past the bound it refuses early. */
export class HashingQueue {
  readonly #limits: HashingLimits;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(limits: HashingLimits) {
    this.#limits = limits;
  }

  /** @throws AppError `overloaded` when too many wait already */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    await this.#enter();
    try {
      return await work();
    } finally {
      this.#leave();
    }
  }

  #enter(): Promise<void> | undefined {
    if (this.#running < this.#limits.parallel) {
      this.#running += 1;
      return undefined;
    }
    if (this.#waiting.length >= this.#limits.waiting)
      throw new AppError('overloaded', { retryAfter: 2 });
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Hands the place to whoever waits longest, without giving it free in between. */
  #leave(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#running -= 1;
  }
}
