import { randomUUID } from 'node:crypto';
import { Acknowledgements } from './acknowledgements.ts';
import type { Lease } from './lease.ts';
import type { Acknowledgement, Fence } from './payload.ts';

/** After this long the others are asked, and counted, again: one of them may be gone, or have come. */
const ASK_AGAIN = 250;

interface Post {
  readonly lease: Lease;
  /** Asks everybody who listens, behind all that was announced before. @returns how many they are */
  readonly ask: (nonce: string) => Promise<number>;
  readonly acknowledge: (nonce: string, process: string) => Promise<unknown>;
}

/** Finds out that everybody has heard what was announced before. */
export class Fences {
  /** The name of this process among those that listen. */
  readonly process = randomUUID();
  readonly #acknowledgements = new Acknowledgements();
  readonly #post: Post;
  #fence: Promise<void> = Promise.resolve();
  #nextFence: Promise<void> | undefined;

  constructor(post: Post) {
    this.#post = post;
  }

  /** Whoever comes while a fence is on its way shares the next one: the one under way may be too old. */
  everyoneHeard(): Promise<void> {
    this.#nextFence ??= this.#fence.then(() => {
      this.#nextFence = undefined;
      this.#fence = this.#send();
      return this.#fence;
    });
    return this.#nextFence;
  }

  hear(payload: Fence | Acknowledgement): void {
    if (payload.type === 'acknowledgement')
      this.#acknowledgements.hear(payload.nonce, payload.process);
    else this.#acknowledge(payload.nonce);
  }

  async #send(): Promise<void> {
    // Silent for a whole lease: it does not believe what it knows any more.
    const end = this.#post.lease.allHaveLapsedAt;
    if (performance.now() >= end) return;
    const nonce = `${this.process}.${randomUUID()}`;
    this.#acknowledgements.expect(nonce);
    try {
      while (!(await this.#isHeardByAll(nonce)) && performance.now() < end);
    } finally {
      this.#acknowledgements.forget(nonce);
    }
  }

  async #isHeardByAll(nonce: string): Promise<boolean> {
    // Whoever cannot be asked has not answered.
    const count = await this.#post.ask(nonce).catch(() => Number.POSITIVE_INFINITY);
    return this.#acknowledgements.reached(nonce, count, ASK_AGAIN);
  }

  #acknowledge(nonce: string): void {
    this.#acknowledgements.hear(nonce, this.process);
    if (this.#acknowledgements.isExpected(nonce)) return;
    // Unsaid, it costs the other one its patience, and nothing else.
    this.#post.acknowledge(nonce, this.process).catch(() => undefined);
  }
}
