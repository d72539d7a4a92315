import { setTimeout as delay } from 'node:timers/promises';
import { Connection } from '../connection.ts';
import type { Load, LoadResult } from '../load.ts';
import { percentile } from '../statistics.ts';

/** Sends requests from a process of its own, so that its time is not counted. */
process.on('message', (load: Load) => {
  generate(load).then(
    (result) => process.send?.(result),
    (error) => process.send?.({ error: String(error) }),
  );
});
process.on('disconnect', () => process.exit());

async function generate(load: Load): Promise<LoadResult> {
  const connections = await Promise.all(
    Array.from({ length: load.connections }, () => Connection.open(load.port)),
  );
  const run = new Run(load);
  const began = performance.now();
  await Promise.all(connections.map((connection) => run.drive(connection)));
  const seconds = (performance.now() - began) / 1000;
  for (const connection of connections) connection.close();
  return run.result(seconds);
}

class Run {
  readonly #load: Load;
  readonly #latencies: number[] = [];
  readonly #statuses: Record<number, number> = {};
  readonly #began = performance.now();
  #sent = 0;

  constructor(load: Load) {
    this.#load = load;
  }

  async drive(connection: Connection): Promise<void> {
    while (this.#goesOn()) {
      const number = this.#sent++;
      await this.#turn(number);
      const request = this.#load.requests[number % this.#load.requests.length] ?? '';
      const before = performance.now();
      const { status } = await connection.exchange(request);
      this.#latencies.push(performance.now() - before);
      this.#statuses[status] = (this.#statuses[status] ?? 0) + 1;
    }
  }

  result(seconds: number): LoadResult {
    const latencies = this.#latencies;
    return {
      requests: latencies.length,
      seconds,
      statuses: this.#statuses,
      p50: percentile(latencies, 0.5),
      p99: percentile(latencies, 0.99),
    };
  }

  #goesOn(): boolean {
    const { seconds = Number.POSITIVE_INFINITY, count = Number.POSITIVE_INFINITY } = this.#load;
    return this.#sent < count && performance.now() - this.#began < seconds * 1000;
  }

  /** At a given rate every request has its time; otherwise it comes as soon as the one before is answered. */
  async #turn(number: number): Promise<void> {
    if (this.#load.rate === undefined) return;
    const wait = (number * 1000) / this.#load.rate - (performance.now() - this.#began);
    if (wait > 0) await delay(wait);
  }
}
