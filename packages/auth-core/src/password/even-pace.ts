import { setTimeout } from 'node:timers/promises';
import { SlowestHashes } from './slowest-hashes.ts';

/** A check on a busy machine takes longer than it took when it was measured. */
const MARGIN = 1.5;
/** So much of the time that was measured is the most that anybody waits, however busy the machine is. */
const MARGIN_MAX = 4;

/**
 * Lets every check last as long as the slowest hash that is stored anywhere, counted from when it is its turn. So nobody
 * learns from time how a password is stored, or whether it is. Without foreign hashes nothing waits.
 */
export class EvenPace {
  #known = new SlowestHashes();
  #slowest = 0;
  #duration = 0;

  /** Milliseconds. */
  get duration(): number {
    return this.#duration;
  }

  /** @param slowest milliseconds that the slowest of them took */
  set(known: SlowestHashes, slowest: number): void {
    this.#known = known;
    this.#slowest = slowest;
    this.#duration = Math.ceil(slowest * MARGIN);
  }

  /** What was just checked; it may be slower than what is known. */
  meet(stored: string, took: number): void {
    if (!this.#known.add(stored)) return;
    this.#slowest = Math.max(this.#slowest, took);
    this.#duration = Math.max(this.#duration, Math.ceil(took * MARGIN));
  }

  async rest(took: number): Promise<void> {
    const left = this.#duration - took;
    // Where one has taken longer than all, the next one may: everybody slows down until it is measured anew.
    if (left < 0) this.#duration = Math.ceil(Math.min(took * MARGIN, this.#slowest * MARGIN_MAX));
    else if (left > 0) await setTimeout(Math.ceil(left));
  }
}
