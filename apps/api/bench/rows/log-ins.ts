import { atLeast } from '../checks.ts';
import type { Context } from '../context.ts';
import { HashLoop } from '../hash-loop.ts';
import type { FigureResult } from '../results.ts';
import { median, ratio } from '../statistics.ts';
import { requestText } from '../wire.ts';

const PEOPLE = 512;
/** On two cores, of which one hash at a time may take one and a bit. */
const SHARE = 0.7;

/** Log-ins a second, beside hashes a second. */
export async function measureLogIns(context: Context): Promise<FigureResult> {
  const { plan, database, generator, server, template } = context;
  const [model] = await database.rows<{ hash: string }>(
    'SELECT password_hash AS hash FROM users WHERE id = $1',
    [template.userId],
  );
  const work = { hash: model?.hash ?? '', password: template.password, seconds: plan.seconds };
  const requests = await logInTexts(context);
  const load = { port: server.port, requests, connections: plan.connections };
  const loop = new HashLoop();
  const [logIns, hashes]: [number[], number[]] = [[], []];
  try {
    await generator.run({ ...load, seconds: plan.warmUpSeconds });
    for (let round = 0; round < plan.rounds; round += 1) {
      const answered = await generator.run({ ...load, seconds: plan.seconds });
      logIns.push(answered.requests / answered.seconds);
      hashes.push(await loop.run(work));
    }
  } finally {
    loop.stop();
  }
  const [value, floorValue] = [median(logIns), median(hashes)];
  const share = ratio(value, floorValue);
  return {
    name: 'log-ins',
    value,
    unit: 'a second',
    floor: 'raw hash loop',
    floorValue,
    ratio: share,
    checks: atLeast(share, SHARE, '×'),
  };
}

/** Log-ins of many people, each from a place of their own: what is counted by address is shared by nobody. */
export async function logInTexts({ crowd, template }: Context): Promise<string[]> {
  const names = await crowd.usernames(PEOPLE);
  return names.map((identifier, index) =>
    requestText({
      method: 'POST',
      path: '/api/session',
      address: `10.0.${Math.floor(index / 256)}.${index % 256}`,
      body: { identifier, password: template.password },
    }),
  );
}
