import { Agent, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { newRegistration } from '../test/api.ts';
import { createTestDatabase, type TestDatabase } from '../test/database.ts';
import { newAddress } from '../test/guesser.ts';
import { BuiltServer } from './built-server.ts';
import { compareTimes, keepFigures, tellingApart } from './stopwatch.ts';

const LONG = 1_800_000;
const SAMPLES = 100;

const salt = 'c29tZXNhbHQ';
const bytes = (count: number) => 'ab'.repeat(count);

/** Nobody's passwords: what they cost is all that counts. */
const hashes = {
  'a digest of one round': `sha256$${salt}$${bytes(32)}`,
  'bcrypt of cost 10': `$2b$10$${'a'.repeat(53)}`,
  'scrypt of Werkzeug': `scrypt:32768:8:1$${salt}$${bytes(64)}`,
  'PBKDF2 of Django': `pbkdf2_sha256$600000$${salt}$${Buffer.alloc(32).toString('base64')}`,
  'a hash that cannot be read': 'nonsense',
};

describe('time, where other systems have hashed some of the passwords', () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let database: TestDatabase;
  let client: pg.Client;
  let server: BuiltServer;
  const people: Record<string, string> = {};
  beforeAll(async () => {
    database = await createTestDatabase();
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const options = {
      databaseUrl: database.url,
      variables: { TRUST_PROXY: '1', LOG_LEVEL: 'warn' },
    };
    server = await BuiltServer.start(options);
    for (const name of ['ours', ...Object.keys(hashes)]) {
      const registration = newRegistration();
      const { status } = await server.raw('/api/users', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': newAddress() },
        body: JSON.stringify(registration),
      });
      expect(status).toBe(201);
      people[name] = registration.username;
    }
    for (const [name, hash] of Object.entries(hashes))
      await client.query('UPDATE users SET password_hash = $2 WHERE username = $1', [
        people[name],
        hash,
      ]);
    // It looks at what is stored before it serves.
    await server.stop();
    server = await BuiltServer.start(options);
  }, LONG);
  afterAll(async () => {
    agent.destroy();
    await server.stop();
    await client.end();
    await database.drop();
  });

  const logIn = (identifier: string) =>
    new Promise<number>((resolve, reject) => {
      const asked = request({
        agent,
        port: server.port,
        host: 'localhost',
        path: '/api/session',
        method: 'POST',
        headers: {
          'x-forwarded-for': newAddress(),
          'user-agent': 'node',
          'content-type': 'application/json',
        },
      });
      asked.on('error', reject);
      asked.on('response', (answer) => {
        answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
      });
      asked.end(JSON.stringify({ identifier, password: 'a guess that is wrong' }));
    });

  it(
    'tells nobody whose password has been replaced, and whose is there at all [RT-12] [EN-02]',
    async () => {
      const refused = (identifier: string) => async () => expect(await logIn(identifier)).toBe(401);
      const tasks = {
        ours: refused(people['ours'] ?? ''),
        'nobody has the name': refused('nobody'),
        ...Object.fromEntries(
          Object.keys(hashes).map((name) => [name, refused(people[name] ?? '')]),
        ),
      };
      const between = async () => {
        await client.query(
          'UPDATE password_failures SET tries = 1, failures = 1, next_try_at = now()',
        );
        await client.query('DELETE FROM rate_limits');
      };
      await compareTimes(tasks, { samples: 3, between });
      const suspects = [];
      for (const name of ['foreign-log-ins', 'foreign-log-ins-again']) {
        const figures = await compareTimes(tasks, { samples: SAMPLES, between });
        await keepFigures(name, figures);
        suspects.push(tellingApart(figures));
        if (suspects.at(-1)?.length === 0) break;
      }
      // What chance has brought does not come back.
      const [first = [], second = []] = suspects;
      expect(first.filter((each) => second.includes(each))).toEqual([]);
    },
    LONG,
  );
});
