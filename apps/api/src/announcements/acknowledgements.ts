interface Waiting {
  readonly processes: Set<string>;
  look: () => void;
}

/** Who has answered which fence. */
export class Acknowledgements {
  readonly #waiting = new Map<string, Waiting>();

  expect(nonce: string): void {
    this.#waiting.set(nonce, { processes: new Set(), look: () => undefined });
  }

  isExpected(nonce: string): boolean {
    return this.#waiting.has(nonce);
  }

  hear(nonce: string, process: string): void {
    const waiting = this.#waiting.get(nonce);
    waiting?.processes.add(process);
    waiting?.look();
  }

  forget(nonce: string): void {
    this.#waiting.delete(nonce);
  }

  /** @returns whether that many processes have answered, at the latest after so many milliseconds */
  reached(nonce: string, count: number, patience: number): Promise<boolean> {
    const waiting = this.#waiting.get(nonce);
    if (!waiting) return Promise.resolve(false);
    const isReached = (): boolean => waiting.processes.size >= count;
    if (isReached()) return Promise.resolve(true);
    return new Promise((resolve) => {
      const settle = (): void => {
        clearTimeout(timer);
        waiting.look = () => undefined;
        resolve(isReached());
      };
      const timer = setTimeout(settle, patience);
      waiting.look = () => isReached() && settle();
    });
  }
}
