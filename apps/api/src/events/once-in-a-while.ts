import { performance } from 'node:perf_hooks';

const ENTRIES = 1_000;

/** True for the first time of a key, and again after a while: what is repeated says nothing new. */
export class OnceInAWhile {
  readonly #while: number;
  readonly #last = new Map<string, number>();

  /** @param milliseconds how long a key stays silent */
  constructor(milliseconds: number) {
    this.#while = milliseconds;
  }

  isDue(key: string): boolean {
    const now = performance.now();
    const last = this.#last.get(key);
    if (last !== undefined && now - last < this.#while) return false;
    // Forgetting early costs a repetition; a map without a bound costs memory.
    if (this.#last.size >= ENTRIES) this.#last.clear();
    this.#last.set(key, now);
    return true;
  }
}
