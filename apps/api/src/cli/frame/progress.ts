import type { World } from './world.ts';

const WIDTH = 24;
/** Milliseconds between two looks of a person, and rows between two lines of a log. */
const REDRAWN_MS = 100;
const LINE_EVERY = 25_000;

/** How far long work is: a bar for people at a terminal, a line now and then for everybody else. */
export class Progress {
  readonly #stream: World['stderr'];
  #drawnAt = Number.NEGATIVE_INFINITY;
  #told = 0;

  constructor({ stderr }: World) {
    this.#stream = stderr;
  }

  /** @param part from 0 to 1; undefined where nobody knows */
  show(count: number, part?: number): void {
    if (this.#stream.isTTY) this.#draw(count, part);
    else this.#line(count);
  }

  #draw(count: number, part: number | undefined): void {
    const now = performance.now();
    if (now - this.#drawnAt < REDRAWN_MS) return;
    this.#drawnAt = now;
    this.#stream.write(`\r\x1b[K${part === undefined ? '' : bar(part)}${count} rows`);
  }

  /** Leaves no trace for what is said next. */
  end(): void {
    if (this.#stream.isTTY && this.#drawnAt > 0) this.#stream.write('\r\x1b[K');
  }

  #line(count: number): void {
    if (count - this.#told < LINE_EVERY) return;
    this.#told = count;
    this.#stream.write(`${count} rows …\n`);
  }
}

function bar(part: number): string {
  const done = Math.min(Math.max(part, 0), 1);
  const full = Math.round(done * WIDTH);
  const percent = String(Math.round(done * 100)).padStart(3);
  return `[${'#'.repeat(full)}${'.'.repeat(WIDTH - full)}] ${percent} %  `;
}
