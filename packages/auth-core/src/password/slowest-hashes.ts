import { recognise } from './formats/recognise.ts';

/** Of many stored hashes, the slowest of each kind. */
export class SlowestHashes implements Iterable<string> {
  readonly #byKind = new Map<string, { readonly amount: number; readonly stored: string }>();

  /** @returns whether it is slower than what was known of its kind */
  add(stored: string): boolean {
    const work = recognise(stored)?.work;
    if (!work || work.amount <= (this.#byKind.get(work.kind)?.amount ?? 0)) return false;
    this.#byKind.set(work.kind, { amount: work.amount, stored });
    return true;
  }

  *[Symbol.iterator](): Iterator<string> {
    for (const { stored } of this.#byKind.values()) yield stored;
  }
}
