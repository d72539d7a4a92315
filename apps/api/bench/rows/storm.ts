import { atLeast, atMost } from '../checks.ts';
import type { Context } from '../context.ts';
import { LoadGenerator } from '../load.ts';
import type { FigureResult } from '../results.ts';
import { ratio } from '../statistics.ts';
import { requestText } from '../wire.ts';
import { logInTexts } from './log-ins.ts';
import { warm } from './requests.ts';

const READS_PER_SECOND = 50;
const READERS = 4;
/** Of the time in peace. The middle read has no goal: it tells whether the slow ones are many. */
const P99_LIMIT = 2;
const RATE_LIMIT = 0.85;

/** Reads at a steady pace, first in peace and then while many people log in. */
export async function measureStorm(
  context: Context,
  calmLogIns: number | undefined,
): Promise<FigureResult[]> {
  const { plan, crowd, generator, server } = context;
  const [cookie = ''] = await crowd.logIn(await crowd.userIds(1));
  const { port } = server;
  const seconds = plan.stormSeconds;
  const steady = {
    port,
    requests: [requestText(warm.ask({ cookie, userId: '', index: 0 }))],
    connections: READERS,
    rate: READS_PER_SECOND,
    seconds,
  };
  const calm = await generator.run(steady);
  const storm = new LoadGenerator();
  try {
    const requests = await logInTexts(context);
    const [during, logIns] = await Promise.all([
      generator.run(steady),
      storm.run({ port, requests, connections: plan.connections, seconds }),
    ]);
    const p99 = latency('p99', during.p99, calm.p99);
    return [
      latency('p50', during.p50, calm.p50),
      { ...p99, checks: atMost(p99.ratio, P99_LIMIT, '×') },
      throughput(logIns.requests / logIns.seconds, calmLogIns),
    ];
  } finally {
    storm.stop();
  }
}

function latency(share: string, value: number, floorValue: number): FigureResult {
  return {
    name: `${share} of a read while people log in`,
    value,
    unit: 'ms',
    floor: 'calm',
    floorValue,
    ratio: ratio(value, floorValue),
    checks: [],
  };
}

function throughput(value: number, floorValue: number | undefined): FigureResult {
  const share = ratio(value, floorValue);
  return {
    name: 'log-ins meanwhile',
    value,
    unit: 'a second',
    floor: 'calm',
    floorValue,
    ratio: share,
    checks: atLeast(share, RATE_LIMIT, '×'),
  };
}
