/** What waits, each client's in order, and the clients in turns: whoever sends much waits for itself alone. */
export class FairLine<Entry> {
  /** In the order of turns; nobody is in it who waits for nothing. */
  readonly #lines = new Map<string, Entry[]>();
  #length = 0;

  get length(): number {
    return this.#length;
  }

  lengthOf(client: string): number {
    return this.#lines.get(client)?.length ?? 0;
  }

  add(client: string, entry: Entry): void {
    const line = this.#lines.get(client);
    if (line) line.push(entry);
    else this.#lines.set(client, [entry]);
    this.#length += 1;
  }

  next(): Entry | undefined {
    const turn = this.#lines.entries().next().value;
    if (!turn) return undefined;
    const [client, line] = turn;
    const entry = line.shift();
    this.#lines.delete(client);
    if (line.length > 0) this.#lines.set(client, line);
    this.#length -= 1;
    return entry;
  }
}
