import { atMost } from '../checks.ts';
import { Connection } from '../connection.ts';
import type { Context } from '../context.ts';
import { LoadGenerator } from '../load.ts';
import type { FigureResult } from '../results.ts';
import type { ServerProcess } from '../server-process.ts';
import { median } from '../statistics.ts';
import { requestText } from '../wire.ts';
import { warm } from './requests.ts';

const LOAD_PER_SECOND = 500;
const CONNECTIONS = 16;
/** Longer than any run: the end of the trials ends the load. */
const HOURS = 3600;

interface Trial {
  readonly isStale: boolean;
  /** Milliseconds of the log-out. */
  readonly time: number;
}

/** Ends sessions on one process and asks another for them, once the end was answered. */
export async function measureRevocations(context: Context): Promise<FigureResult[]> {
  const { plan, crowd, product, server } = context;
  const other = await product.start();
  const load = new LoadGenerator();
  try {
    const [steady = '', ...cookies] = await crowd.logIn(await crowd.userIds(plan.revocations + 1));
    void keepBusy(load, other, steady).catch(() => undefined);
    const [ending, reading] = await Promise.all([
      Connection.open(server.port),
      Connection.open(other.port),
    ]);
    const trials: Trial[] = [];
    for (const cookie of cookies) trials.push(await revoke(ending, reading, cookie));
    ending.close();
    reading.close();
    return figures(trials);
  } finally {
    load.stop();
    await other.stop();
  }
}

async function revoke(ending: Connection, reading: Connection, cookie: string): Promise<Trial> {
  const read = requestText(warm.ask({ cookie, userId: '', index: 0 }));
  const known = await reading.exchange(read);
  if (!isLoggedIn(known.body)) throw new Error('The session was not known before it ended.');
  const began = performance.now();
  const ended = await ending.exchange(
    requestText({ method: 'DELETE', path: '/api/session', cookie }),
  );
  const time = performance.now() - began;
  if (ended.status !== 204) throw new Error(`The log-out was answered ${ended.status}.`);
  return { isStale: isLoggedIn((await reading.exchange(read)).body), time };
}

function isLoggedIn(body: string): boolean {
  return JSON.parse(body).user !== null;
}

/** A steady load, until the process that sends it is ended. */
async function keepBusy(load: LoadGenerator, { port }: ServerProcess, cookie: string) {
  const requests = [requestText(warm.ask({ cookie, userId: '', index: 0 }))];
  await load.run({
    port,
    requests,
    connections: CONNECTIONS,
    rate: LOAD_PER_SECOND,
    seconds: HOURS,
  });
}

function figures(trials: readonly Trial[]): FigureResult[] {
  const nothing = { floor: undefined, floorValue: undefined, ratio: undefined };
  const stale = trials.filter(({ isStale }) => isStale).length;
  const time = median(trials.map((trial) => trial.time));
  return [
    {
      name: 'stale grants after revocation',
      value: stale,
      unit: `of ${trials.length}`,
      ...nothing,
      checks: atMost(stale, 0, 'grants'),
    },
    { name: 'log-out, heard by two processes', value: time, unit: 'ms', ...nothing, checks: [] },
  ];
}
