import type { SessionView } from '@gatehouse/auth-core';
import { eventually } from './eventually.ts';
import type { WireBrowser } from './wire-browser.ts';

const LANES = 2;

interface Asked {
  readonly at: number;
  readonly isGranted: boolean;
}

/** A browser that asks without a pause, several times at once. */
export class SteadyRequests {
  readonly #browser: WireBrowser;
  readonly #isGranted: (view: SessionView) => boolean;
  readonly #asked: Asked[] = [];
  readonly #lanes: Promise<void>[];
  #end = Number.POSITIVE_INFINITY;

  constructor(browser: WireBrowser, isGranted: (view: SessionView) => boolean) {
    this.#browser = browser;
    this.#isGranted = isGranted;
    this.#lanes = Array.from({ length: LANES }, () => this.#ask());
  }

  /** Everything is granted, and from memory: the first answers are from the database. */
  granted(): Promise<void> {
    return eventually(
      () =>
        this.#asked.length > 2 * LANES && this.#asked.slice(-LANES).every((one) => one.isGranted),
    );
  }

  /** @returns how many requests that began after this were granted all the same */
  async grantedFromNowOn(): Promise<number> {
    this.#end = performance.now();
    await Promise.all(this.#lanes);
    return this.#asked.filter(({ at, isGranted }) => isGranted && at >= this.#end).length;
  }

  async #ask(): Promise<void> {
    for (let at = 0; at < this.#end; ) {
      at = performance.now();
      const isGranted = this.#isGranted(await this.#browser.view());
      this.#asked.push({ at, isGranted });
    }
  }
}
