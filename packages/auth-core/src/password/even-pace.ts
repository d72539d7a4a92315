import { setTimeout } from 'node:timers/promises';
import { SlowestHashes } from './slowest-hashes.ts';

/** A check on a busy machine takes longer than it took when it was measured. */
const MARGIN = 1.5;

/**
 * Lets every check last as long as the slowest hash that is stored anywhere, counted from when it is its turn. So nobody
 * learns from time how a password is stored, or whether it is. Without foreign hashes nothing waits.
 */
export class EvenPace {
  #known = new SlowestHashes();
  #duration = 0;

  /** Milliseconds. */
  get duration(): number {
    return this.#duration;
  }

  /** @param slowest milliseconds that the slowest of them took */
  set(known: SlowestHashes, slowest: number): void {
    this.#known = known;
    this.#duration = Math.ceil(slowest * MARGIN);
  }

  /** What was just checked; it may be slower than what is known. */
  meet(stored: string, took: number): void {
    if (this.#known.add(stored))
      this.#duration = Math.max(this.#duration, Math.ceil(took * MARGIN));
  }

  async rest(took: number): Promise<void> {
    const left = this.#duration - took;
    if (left > 0) await setTimeout(Math.ceil(left));
  }
}
