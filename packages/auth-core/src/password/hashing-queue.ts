import { AppError } from '../errors.ts';
import { FairLine } from './fair-line.ts';

export interface HashingLimits {
  /** Hashes computed at once; their number times the memory of one bounds the memory. */
  readonly parallel: number;
  /** Hashes that may wait; one more is refused. */
  readonly waiting: number;
  /** How many of them may be one client's. */
  readonly waitingPerClient: number;
}

/** Keeps hashing from taking every core and all memory: past its bounds it refuses at once. */
export class HashingQueue {
  readonly #limits: HashingLimits;
  readonly #line = new FairLine<() => void>();
  #running = 0;
  #refused = 0;

  constructor(limits: HashingLimits) {
    this.#limits = limits;
  }

  get running(): number {
    return this.#running;
  }

  get waiting(): number {
    return this.#line.length;
  }

  /** Since the start. */
  get refused(): number {
    return this.#refused;
  }

  /**
   * @param client who asks; all work without a name is one client's
   * @throws AppError `overloaded` when too many wait already
   */
  async run<Result>(work: () => Promise<Result>, client = ''): Promise<Result> {
    await this.#enter(client);
    try {
      return await work();
    } finally {
      this.#leave();
    }
  }

  #enter(client: string): Promise<void> | undefined {
    if (this.#running < this.#limits.parallel) {
      this.#running += 1;
      return undefined;
    }
    if (this.#isFull(client)) {
      this.#refused += 1;
      throw new AppError('overloaded', { retryAfter: 2 });
    }
    return new Promise((resolve) => this.#line.add(client, resolve));
  }

  #isFull(client: string): boolean {
    return (
      this.#line.length >= this.#limits.waiting ||
      this.#line.lengthOf(client) >= this.#limits.waitingPerClient
    );
  }

  /** Hands the place to whose turn it is, without giving it free in between. */
  #leave(): void {
    const next = this.#line.next();
    if (next) next();
    else this.#running -= 1;
  }
}
