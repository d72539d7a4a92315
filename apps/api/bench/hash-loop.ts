import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

interface Work {
  readonly hash: string;
  readonly password: string;
  readonly seconds: number;
}

/** The process that does nothing but verify passwords. */
export class HashLoop {
  readonly #child: ChildProcess;

  constructor() {
    this.#child = fork(fileURLToPath(new URL('./processes/hash-floor.js', import.meta.url)));
  }

  /** @returns hashes a second */
  async run(work: Work): Promise<number> {
    this.#child.send(work);
    const [{ rate }]: [{ rate: number }] = (await once(this.#child, 'message')) as never;
    return rate;
  }

  stop(): void {
    this.#child.kill();
  }
}
