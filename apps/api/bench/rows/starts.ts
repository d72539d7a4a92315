import { atMost } from '../checks.ts';
import { Connection } from '../connection.ts';
import type { Context } from '../context.ts';
import { startNestFloor } from '../floors.ts';
import type { FigureResult } from '../results.ts';
import type { ServerProcess } from '../server-process.ts';
import { median, ratio } from '../statistics.ts';
import type { Ask } from '../wire.ts';

const START_LIMIT = 1.2;

interface Times {
  readonly start: number[];
  readonly first: number[];
}

/** From the command to the first answer on existing data, and the first read of a session after it. */
export async function measureStarts(context: Context): Promise<FigureResult[]> {
  const { plan, product, bodies, crowd } = context;
  const [cookie = ''] = await crowd.logIn(await crowd.userIds(1));
  const own: Times = { start: [], first: [] };
  const bare: Times = { start: [], first: [] };
  for (let round = 0; round < plan.starts; round += 1) {
    await note(own, await product.start(), { path: '/api/session', cookie });
    await note(bare, await startNestFloor(bodies), { path: '/long' });
  }
  return [
    { ...compared('start on existing data', own.start, bare.start), limit: START_LIMIT },
    { ...compared('first read of a new process', own.first, bare.first), limit: undefined },
  ].map(({ limit, ...result }) => ({
    ...result,
    checks: limit === undefined ? [] : atMost(result.ratio, limit, '×'),
  }));
}

async function note(times: Times, server: ServerProcess, ask: Ask): Promise<void> {
  times.start.push(server.startTime);
  const began = performance.now();
  await Connection.ask(server.port, ask);
  times.first.push(performance.now() - began);
  await server.stop();
}

function compared(name: string, own: readonly number[], bare: readonly number[]) {
  const [value, floorValue] = [median(own), median(bare)];
  return { name, value, unit: 'ms', floor: 'Nest', floorValue, ratio: ratio(value, floorValue) };
}
