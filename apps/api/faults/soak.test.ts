import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { BuiltServer } from './built-server.ts';
import { brokenInvariants } from './invariants.ts';
import { OwnPostgres } from './own-postgres.ts';
import { Traffic } from './traffic.ts';

/** Longer is better: with thirty, the slope is that of a day. */
const MINUTES = Number(process.env['SOAK_MINUTES'] ?? 4);
const MINUTE = 60_000;
/** MiB a minute, after the first third. A short run cannot tell a leak from memory that is not full yet. */
const SLOPE = MINUTES >= 20 ? 1 : 8;

let database: OwnPostgres;
let server: BuiltServer;
beforeAll(async () => {
  database = await OwnPostgres.start();
  server = await BuiltServer.start({
    databaseUrl: database.url,
    // What is not used ends soon, so that there is something to remove.
    variables: { SESSION_IDLE: '1m', FRESH_FOR: '1m', SESSION_ROTATION: '1m', LOG_LEVEL: 'warn' },
  });
});
afterAll(async () => {
  await server?.stop();
  await database?.stop();
});

/** In MiB. */
async function memory(): Promise<number> {
  const status = await readFile(`/proc/${server.pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1024;
}

/** Of a line through the points, by the least squares. */
function slopeOf(points: readonly { x: number; y: number }[]): number {
  const mean = (of: 'x' | 'y') => points.reduce((sum, point) => sum + point[of], 0) / points.length;
  const [x, y] = [mean('x'), mean('y')];
  const over = points.reduce((sum, point) => sum + (point.x - x) * (point.y - y), 0);
  return over / points.reduce((sum, point) => sum + (point.x - x) ** 2, 0);
}

/** Everything that is not welcome, in turn; answers with its status. */
async function nuisance(turn: number): Promise<number> {
  const json = { 'content-type': 'application/json' };
  switch (turn % 6) {
    case 0: {
      const body = JSON.stringify({ identifier: `nobody.${turn}`, password: 'guessed' });
      return server.status('/api/session', { method: 'POST', headers: json, body });
    }
    case 1:
      return server.status('/api/session', {
        method: 'POST',
        headers: json,
        body: '{"identifier":',
      });
    case 2:
      return server.status('/api/session', {
        headers: { cookie: `sid=${'x'.repeat(22)}.${turn}` },
      });
    case 3:
      return server.status(`/api/users/${turn}`, { headers: { cookie: 'sid=a; sid=b' } });
    case 4:
      return server.status('/api/counter', { method: 'PUT' });
    default:
      return server.status(`/nowhere/${turn}?q=${'%F0'.repeat(turn % 50)}`);
  }
}

it(
  `neither memory nor tables grow under traffic of all kinds, for ${MINUTES} minutes [D-18]`,
  async () => {
    const traffic = await Traffic.start(server, 20);
    const points: { x: number; y: number }[] = [];
    const statuses = new Set<number>();
    const began = performance.now();
    for (let turn = 0; performance.now() - began < MINUTES * MINUTE; turn += 1) {
      statuses.add(await nuisance(turn));
      await delay(100);
      if (turn % 10 === 0)
        points.push({ x: (performance.now() - began) / MINUTE, y: await memory() });
    }
    const answers = await traffic.stop();
    const slope = slopeOf(points.filter(({ x }) => x > MINUTES / 3));
    const [tables] = await database.ask<{ sessions: number; limits: number }>(
      `SELECT (SELECT count(*)::int FROM sessions
              WHERE least(idle_expires_at, expires_at) < now() - interval '100 seconds') AS sessions,
            (SELECT count(*)::int FROM rate_limits
              WHERE expire < extract(epoch FROM now() - interval '160 seconds') * 1000) AS limits`,
    );

    console.log(`${slope.toFixed(2)} MiB a minute, ${points.at(-1)?.y.toFixed(0)} MiB at last`);
    expect(slope).toBeLessThan(SLOPE);
    // The pruner keeps up: what is over is gone after its next round.
    expect(tables).toEqual({ sessions: 0, limits: 0 });
    expect([...statuses].filter((status) => status >= 500 || status === 0)).toEqual([]);
    expect(answers.filter(({ status }) => status >= 500 || status === 0)).toEqual([]);
    expect(server.isRunning).toBe(true);
    expect(await brokenInvariants(database)).toEqual([]);
  },
  (MINUTES + 3) * MINUTE,
);
