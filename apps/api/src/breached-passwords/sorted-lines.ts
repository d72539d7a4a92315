/** Something long that is read in pieces. */
export interface Pieces {
  readonly size: number;
  read(position: number, length: number): Promise<Buffer>;
}

const DIGITS = 40;
/** Longer than a line: 40 digits, a colon, a count and an end. */
const LINE_MAX = 64;
/** What is left is read at once. */
const LAST_BYTES = 4096;
const SAMPLES = 64;

const wholeLine = /^([0-9A-F]{40})(?::\d{1,12})?\r?(?:\n|$)/i;

/** Lines of `DIGEST:COUNT`, sorted by the digest: searched where they lie, in some thirty reads of a list of any length. */
export class SortedLines {
  readonly #pieces: Pieces;

  constructor(pieces: Pieces) {
    this.#pieces = pieces;
  }

  /** @throws Error for lines that are none, among those that it comes by */
  async has(digest: string): Promise<boolean> {
    let [from, to] = [0, this.#pieces.size];
    while (to - from > LAST_BYTES) {
      const line = await this.#lineAfter(Math.floor((from + to) / 2));
      if (line.digest === digest) return true;
      if (line.digest < digest) from = line.position;
      else to = line.position;
    }
    const rest = await this.#pieces.read(from, to - from);
    if (rest.length < to - from) throw new Error('It is shorter than it was.');
    return rest
      .toString('latin1')
      .split('\n')
      .some((line) => line.slice(0, DIGITS).toUpperCase() === digest);
  }

  /**
   * Looks at lines all over the list.
   * @returns what is wrong with it, in words; undefined for nothing
   */
  async fault(): Promise<string | undefined> {
    const { size } = this.#pieces;
    if (size === 0) return 'it is empty.';
    try {
      let before = await this.#lineAt(0);
      for (let sample = 1; sample < SAMPLES; sample++) {
        const position = Math.floor((size * sample) / SAMPLES);
        // What lies behind the last end of a line is nothing, or the end of it.
        if (position + 2 * LINE_MAX > size) break;
        const line = await this.#lineAfter(position);
        if (line.position > before.position && line.digest <= before.digest)
          return 'it is not sorted by its digests. Take the list that is ordered by hash.';
        before = line;
      }
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  async #lineAfter(position: number): Promise<{ position: number; digest: string }> {
    const bytes = await this.#pieces.read(position, 2 * LINE_MAX);
    const end = bytes.indexOf('\n');
    if (end < 0 || end >= LINE_MAX) throw new Error(notALine(position));
    return this.#lineAt(position + end + 1);
  }

  async #lineAt(position: number): Promise<{ position: number; digest: string }> {
    const bytes = await this.#pieces.read(position, LINE_MAX);
    const digest = wholeLine.exec(bytes.toString('latin1'))?.[1];
    if (digest === undefined) throw new Error(notALine(position));
    return { position, digest: digest.toUpperCase() };
  }
}

function notALine(position: number): string {
  return `at byte ${position} there is no line of 40 hexadecimal digits, a colon and a number.`;
}
