import { setTimeout as delay } from 'node:timers/promises';
import type { BenchDatabase } from './bench-database.ts';
import type { LoadGenerator } from './load.ts';
import type { Plan } from './plan.ts';
import type { ServerProcess } from './server-process.ts';
import { median } from './statistics.ts';

/** Milliseconds. */
const SETTLING = 300;

/** What one request cost. Times on a processor are microseconds, others milliseconds. */
export interface Sample {
  readonly serverCpu: number;
  /** Undefined where it cannot be counted. */
  readonly databaseCpu: number | undefined;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

export interface Contender {
  readonly name: string;
  readonly server: ServerProcess;
  /** New ones in each round, where a request is to be the first of its kind. */
  requests(): readonly string[];
  /** They are sent once, in place of over and over for some time. */
  readonly isOnce?: boolean;
}

/** Sends load and reads the clocks of the processors before and after. */
export class Meter {
  constructor(
    private readonly generator: LoadGenerator,
    private readonly database: BenchDatabase,
    private readonly plan: Plan,
  ) {}

  /** In turns, so that a busy minute of the machine hits everybody. @returns medians, by name */
  async compare(contenders: readonly Contender[]): Promise<ReadonlyMap<string, Sample>> {
    const samples = new Map<string, Sample[]>(contenders.map(({ name }) => [name, []]));
    for (const contender of contenders) await this.#sample(contender, this.plan.warmUpSeconds);
    for (let round = 0; round < this.plan.rounds; round += 1)
      for (const contender of contenders)
        samples.get(contender.name)?.push(await this.#sample(contender, this.plan.seconds));
    return new Map([...samples].map(([name, taken]) => [name, middle(taken)]));
  }

  async #sample({ server, requests, isOnce }: Contender, seconds: number): Promise<Sample> {
    const asked = requests();
    const before = await this.#clocks(server);
    const { connections } = this.plan;
    const result = await this.generator.run({
      port: server.port,
      requests: asked,
      connections,
      ...(isOnce ? { count: asked.length } : { seconds }),
    });
    // What a database does after an answer belongs to the request, and not to whoever comes next.
    if (isOnce) await delay(SETTLING);
    const after = await this.#clocks(server);
    const each = (from: number, to: number) => (to - from) / result.requests;
    return {
      serverCpu: each(before.server, after.server),
      databaseCpu:
        before.database === undefined || after.database === undefined
          ? undefined
          : each(before.database, after.database),
      perSecond: result.requests / result.seconds,
      p50: result.p50,
      p99: result.p99,
    };
  }

  async #clocks(server: ServerProcess) {
    const [{ cpu }, database] = await Promise.all([server.usage(), this.database.processes?.cpu()]);
    return { server: cpu, database };
  }
}

/** Server and database together. */
export function totalCpu({ serverCpu, databaseCpu = 0 }: Sample): number {
  return serverCpu + databaseCpu;
}

function middle(samples: readonly Sample[]): Sample {
  const of = (read: (sample: Sample) => number) => median(samples.map(read));
  const isCounted = samples.every(({ databaseCpu }) => databaseCpu !== undefined);
  return {
    serverCpu: of(({ serverCpu }) => serverCpu),
    databaseCpu: isCounted ? of(({ databaseCpu = 0 }) => databaseCpu) : undefined,
    perSecond: of(({ perSecond }) => perSecond),
    p50: of(({ p50 }) => p50),
    p99: of(({ p99 }) => p99),
  };
}
