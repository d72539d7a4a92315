import { AppError } from '@gatehouse/auth-core';

interface Queue {
  length: number;
  /** Settles when the last one in the queue is done; never rejects. */
  last: Promise<unknown>;
}

/** Lets what concerns one key happen one after the other. Other keys do not wait. */
export class Turns {
  readonly #queues = new Map<string, Queue>();
  readonly #limit: number;

  /** @param limit how many may stand in one queue */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** @throws AppError `overloaded` when the queue is full */
  async take<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const queue = this.#queues.get(key) ?? { length: 0, last: Promise.resolve() };
    if (queue.length >= this.#limit) throw new AppError('overloaded', { retryAfter: 2 });
    queue.length += 1;
    this.#queues.set(key, queue);
    const turn = queue.last.then(work);
    queue.last = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      queue.length -= 1;
      if (queue.length === 0) this.#queues.delete(key);
    }
  }
}
