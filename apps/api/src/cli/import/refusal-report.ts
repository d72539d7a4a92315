import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { stringify } from 'csv-stringify/sync';
import type { Refused } from './tally.ts';

/** Every refused row with its reason, as CSV. Nothing of what stands in the rows. */
export class RefusalReport {
  readonly #file: WriteStream | undefined;

  /** @param path undefined for none */
  constructor(path: string | undefined) {
    if (path === undefined) return;
    this.#file = createWriteStream(path, { mode: 0o600 });
    this.#file.write('line,reason\n');
  }

  /** @throws Error where it cannot be written */
  async open(): Promise<void> {
    if (this.#file) await once(this.#file, 'open');
  }

  add({ line, reason }: Refused): void {
    this.#file?.write(stringify([[line, reason]]));
  }

  async close(): Promise<void> {
    if (!this.#file) return;
    this.#file.end();
    await once(this.#file, 'close');
  }
}
