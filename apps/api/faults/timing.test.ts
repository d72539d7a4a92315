import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { newRegistration, password } from '../test/api.ts';
import { createTestDatabase, type TestDatabase } from '../test/database.ts';
import { newAddress } from '../test/guesser.ts';
import { BuiltServer } from './built-server.ts';
import { compareTimes, type Figures, keepFigures, tellingApart } from './stopwatch.ts';

const LONG = 900_000;
const SAMPLES = 200;

interface Sent {
  readonly path: string;
  readonly cookie?: string;
  readonly body?: unknown;
}

interface Person {
  readonly id: string;
  readonly username: string;
  readonly cookie: string;
}

describe('time', () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let database: TestDatabase;
  let client: pg.Client;
  let server: BuiltServer;
  beforeAll(async () => {
    database = await createTestDatabase();
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
    server = await BuiltServer.start({
      databaseUrl: database.url,
      variables: { TRUST_PROXY: '1', LOG_LEVEL: 'warn' },
    });
  });
  afterAll(async () => {
    agent.destroy();
    await server.stop();
    await client.end();
    await database.drop();
  });

  /** Over one connection, from an address that nobody has used. */
  const send = ({ path, cookie, body }: Sent) =>
    new Promise<number>((resolve, reject) => {
      const asked = request({
        agent,
        port: server.port,
        host: 'localhost',
        path,
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          'x-forwarded-for': newAddress(),
          'user-agent': 'node',
          'gatehouse-background': 'true',
          ...(cookie === undefined ? {} : { cookie }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
      });
      asked.on('error', reject);
      asked.on('response', (answer) => {
        answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
      });
      asked.end(body === undefined ? '' : JSON.stringify(body));
    });

  async function register(): Promise<Person> {
    const response = await server.raw('/api/users', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'node' },
      body: JSON.stringify(newRegistration()),
    });
    const { user } = (await response.json()) as { user: Omit<Person, 'cookie'> };
    const cookies = response.headers.getSetCookie().map((line) => line.split(';')[0]);
    const cookie = cookies.find((pair) => pair?.startsWith('sid=')) ?? '';
    return { ...user, cookie };
  }

  /** What can be told apart each time: what chance has brought does not come back. */
  async function toldApart(name: string, measure: () => Promise<Figures>): Promise<string[]> {
    const figures = await measure();
    await keepFigures(name, figures);
    const suspects = tellingApart(figures);
    if (suspects.length === 0) return [];
    const again = await measure();
    await keepFigures(`${name}-again`, again);
    return tellingApart(again).filter((each) => suspects.includes(each));
  }

  it(
    'tells nobody why a log-in is refused [EN-02] [D-50] [RT-12]',
    async () => {
      const [active, suspended, unreadable, blocked] = [
        await register(),
        await register(),
        await register(),
        await register(),
      ];
      await client.query('UPDATE users SET suspended_at = now() WHERE id = $1', [suspended.id]);
      await client.query(`UPDATE users SET password_hash = 'nonsense' WHERE id = $1`, [
        unreadable.id,
      ]);
      const logIn = (identifier: string, given: string) => async () => {
        const body = { identifier, password: given };
        expect(await send({ path: '/api/session', body })).toBe(401);
      };
      const tasks = {
        wrong: logIn(active.username, 'a guess that is wrong'),
        'nobody has the name': logIn(`nobody.${active.username}`, password),
        'nobody has the address': logIn(`nobody.${active.username}@example.com`, password),
        suspended: logIn(suspended.username, password),
        'a hash that cannot be read': logIn(unreadable.username, password),
        blocked: logIn(blocked.username, password),
      };
      const forgive = async () => {
        await client.query(
          'UPDATE password_failures SET tries = 1, failures = 1, next_try_at = now()',
        );
        await client.query('UPDATE password_failures SET failures = 200 WHERE key = $1', [
          `user:${blocked.id}`,
        ]);
        // Nobody is treated more strictly because a test guesses faster than everybody together may.
        await client.query(`DELETE FROM rate_limits`);
      };
      await client.query('INSERT INTO password_failures (key) VALUES ($1)', [`user:${blocked.id}`]);
      await compareTimes(tasks, { samples: 5, between: forgive });

      const measure = () => compareTimes(tasks, { samples: SAMPLES, between: forgive });
      expect(await toldApart('log-ins', measure)).toEqual([]);
    },
    LONG,
  );

  it(
    'tells nobody whether somebody else has something [D-40] [RT-12]',
    async () => {
      const [owner, other] = [await register(), await register()];
      const address = { name: 'A', street: 'B', city: 'C', state: 'D', zip: 'E', country: 'F' };
      const placed = await server.raw('/api/shop/orders', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'user-agent': 'node',
          cookie: owner.cookie,
        },
        body: JSON.stringify({ lines: [{ slug: 'chocolate-chip', quantity: 1 }], address }),
      });
      const { id } = (await placed.json()) as { id: string };
      const look = (order: () => string) => async () =>
        expect(await send({ path: `/api/shop/orders/${order()}`, cookie: other.cookie })).toBe(404);
      const tasks = { 'not there': look(randomUUID), 'of somebody else': look(() => id) };
      const between = () => Promise.resolve();
      await compareTimes(tasks, { samples: 50, between });

      const measure = () => compareTimes(tasks, { samples: 5 * SAMPLES, between });
      expect(await toldApart('orders', measure)).toEqual([]);
    },
    LONG,
  );

  it(
    'tells nobody how much of a token was right [RT-27]',
    async () => {
      const { cookie } = await register();
      const start = cookie.indexOf('.') + 1;
      const turned = (at: number) => {
        const place = start + at;
        const other = cookie[place] === 'A' ? 'B' : 'A';
        const forged = cookie.slice(0, place) + other + cookie.slice(place + 1);
        return async () => expect(await send({ path: '/api/users', cookie: forged })).toBe(401);
      };
      const tasks = { 'the first sign': turned(0), 'the tag': turned(43), 'the last': turned(63) };
      const between = () => Promise.resolve();
      await compareTimes(tasks, { samples: 50, between });

      const measure = () => compareTimes(tasks, { samples: 5 * SAMPLES, between });
      expect(await toldApart('tokens', measure)).toEqual([]);
    },
    LONG,
  );
});
