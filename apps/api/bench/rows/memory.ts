import { atMost } from '../checks.ts';
import type { Context } from '../context.ts';
import type { FigureResult } from '../results.ts';
import type { ServerProcess } from '../server-process.ts';
import { StatementCounter } from '../statement-counter.ts';
import { requestText } from '../wire.ts';
import { warm } from './requests.ts';

const KIB = 1024;
const HELD_LIMIT = 1.5;
const PROCESS_LIMIT = 120;

/** What a process keeps for each session and its person, once it has read them. */
export async function measureMemory(context: Context): Promise<FigureResult[]> {
  const { plan, crowd, product, database } = context;
  const cookies = await crowd.logIn(await crowd.userIds(plan.remembered));
  const counter = await StatementCounter.open(database.url);
  const server = await product.start({ databaseUrl: counter.url, flags: ['--expose-gc'] });
  try {
    await read(context, server, Array<string>(plan.remembered).fill(''));
    const before = await server.usageCollected();
    await read(context, server, cookies);
    const after = await server.usageCollected();
    counter.take();
    // Backwards: the ones that were read last are the ones that are still known, if not all are.
    await read(context, server, cookies.toReversed());
    const known = Math.max(0, plan.remembered - counter.take());
    // Less than a tenth is what happens to be known by chance, or nothing is kept.
    const isKept = known > plan.remembered / 10;
    const each = isKept ? (after.heap - before.heap) / known / KIB : undefined;
    return [
      plain('sessions known after reading', known, `of ${plan.remembered}`),
      {
        ...plain('memory of one, with its person', each, 'KiB'),
        checks: atMost(each, HELD_LIMIT, 'KiB'),
      },
    ];
  } finally {
    await server.stop();
    counter.close();
  }
}

/** The process that answered all the load of this run. */
export async function measureProcess({ server, floors }: Context): Promise<FigureResult> {
  const [own, bare] = await Promise.all([server.pss(), floors.nest.pss()]);
  const inMib = (kib: number | undefined) => (kib === undefined ? undefined : kib / KIB);
  const value = inMib(own);
  return {
    ...plain('process after load (PSS)', value, 'MiB'),
    floor: 'Nest',
    floorValue: inMib(bare),
    ratio: own === undefined || bare === undefined ? undefined : own / bare,
    checks: atMost(value, PROCESS_LIMIT, 'MiB'),
  };
}

/** An empty cookie is a visitor's: what a server needs for the first requests of all is not counted. */
async function read(
  { generator, plan }: Context,
  { port }: ServerProcess,
  cookies: readonly string[],
): Promise<void> {
  const requests = cookies.map((cookie) =>
    requestText(
      cookie === '' ? { path: '/api/session' } : warm.ask({ cookie, userId: '', index: 0 }),
    ),
  );
  await generator.run({ port, requests, connections: plan.connections, count: requests.length });
}

function plain(name: string, value: number | undefined, unit: string): FigureResult {
  const nothing = { floor: undefined, floorValue: undefined, ratio: undefined, checks: [] };
  return { name, value, unit, ...nothing };
}
