interface Waiting {
  readonly grant: () => void;
}

interface Wish {
  readonly signal?: AbortSignal;
  readonly ifAvailable?: boolean;
}

/** One holder a name at a time, as browsers have it for all tabs of an origin. */
export class TestLocks {
  readonly #queues = new Map<string, Waiting[]>();

  get held(): number {
    return [...this.#queues.values()].filter(({ length }) => length > 0).length;
  }

  async request(
    name: string,
    { signal, ifAvailable = false }: Wish,
    work: (granted: object | null) => Promise<void> | undefined,
  ): Promise<void> {
    const queue = this.#queues.get(name) ?? [];
    this.#queues.set(name, queue);
    if (ifAvailable && queue.length > 0) return work(null);
    await new Promise<void>((resolve, reject) => {
      const waiting: Waiting = { grant: resolve };
      queue.push(waiting);
      if (queue.length === 1) return resolve();
      signal?.addEventListener('abort', () => {
        const place = queue.indexOf(waiting);
        if (place > 0) queue.splice(place, 1);
        reject(signal.reason);
      });
    });
    try {
      await work({});
    } finally {
      queue.shift();
      queue[0]?.grant();
    }
  }
}
