import {
  type RateLimiterPostgres,
  RateLimiterRes,
  type RLWrapperTimeouts,
} from 'rate-limiter-flexible';
import { tooManyTries } from './too-many-tries.ts';

/** So much in so long, by key, over all processes. */
export class Window {
  readonly #limiter: RateLimiterPostgres | RLWrapperTimeouts;
  /** How often there was no room, in this process. */
  reached = 0;

  constructor(limiter: RateLimiterPostgres | RLWrapperTimeouts) {
    this.#limiter = limiter;
  }

  /** @throws AppError `rate_limited` */
  async spend(key: string, points = 1): Promise<void> {
    const wait = await this.waitAfter(key, points);
    if (wait > 0) throw tooManyTries(wait);
  }

  /** Spends as well. @returns seconds until there is room again; 0 while there is */
  async waitAfter(key: string, points = 1): Promise<number> {
    try {
      await this.#limiter.consume(key, points);
      return 0;
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      this.reached += 1;
      return Math.max(1, refusal.msBeforeNext) / 1000;
    }
  }

  async giveBack(key: string, points = 1): Promise<void> {
    await this.#limiter.reward(key, points);
  }
}
