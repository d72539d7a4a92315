const QUERY = 'Q'.charCodeAt(0);
const EXECUTE = 'E'.charCodeAt(0);

/** How a connection that waits for news names itself; it is no part of any request. */
const uncounted = '\0application_name\0gatehouse-';

/** What a client of PostgreSQL says, as bytes arrive (protocol 3: a type, a length, a body). */
export class FrontendMessages {
  #left: Buffer = Buffer.alloc(0);
  #isStarted = false;
  #isCounted = true;

  /** @returns how many statements begin to run with these bytes */
  statementsIn(chunk: Buffer): number {
    this.#left = this.#left.length === 0 ? chunk : Buffer.concat([this.#left, chunk]);
    let statements = 0;
    for (;;) {
      // The first message alone has no type.
      const prefix = this.#isStarted ? 1 : 0;
      if (this.#left.length < prefix + 4) return statements;
      const length = prefix + this.#left.readUInt32BE(prefix);
      if (this.#left.length < length) return statements;
      if (this.#isStarted) statements += this.#isStatement() ? 1 : 0;
      else this.#start(this.#left.subarray(0, length));
      this.#left = this.#left.subarray(length);
    }
  }

  #isStatement(): boolean {
    const type = this.#left[0];
    return this.#isCounted && (type === QUERY || type === EXECUTE);
  }

  #start(message: Buffer): void {
    this.#isStarted = true;
    this.#isCounted = !message.includes(uncounted);
  }
}
