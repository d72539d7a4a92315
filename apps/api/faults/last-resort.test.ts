import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../test/database.ts';
import { BuiltServer } from './built-server.ts';

const secret = 'a lantern that nobody may see';

/** Loaded before the product: a fault on demand, which the product itself has no door for. */
const faultOnDemand = `data:text/javascript,${encodeURIComponent(`
  process.on('SIGUSR2', () => {
    setTimeout(() => { throw new Error('${secret}') });
  });
  process.on('SIGWINCH', () => void Promise.reject(new Error('${secret}')));
  process.on('SIGCONT', () => {
    const end = performance.now() + 4000;
    while (performance.now() < end);
  });
`)}`;

describe('a process with a fault that nobody caught', () => {
  let database: TestDatabase;
  let server: BuiltServer;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterEach(() => server.stop());
  afterAll(() => database.drop());

  const start = async () => {
    server = await BuiltServer.start({
      databaseUrl: database.url,
      nodeOptions: ['--import', faultOnDemand],
    });
  };

  it.each([
    ['an exception', 'SIGUSR2'],
    ['a rejection', 'SIGWINCH'],
  ] as const)(
    'says it once, answers what is under way, tells nobody outside, and ends for the supervisor: %s [D-17] [LG-06]',
    async (_name, signal) => {
      await start();

      const underWay = Array.from({ length: 8 }, (_, index) =>
        server
          .raw('/api/session', {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ identifier: `nobody.${signal}.${index}`, password: 'not it' }),
          })
          .then((response) => response.text().then((text) => ({ status: response.status, text }))),
      );
      // The first is answered: the others have come as well, and wait for their turn to be hashed.
      await Promise.race(underWay);
      const began = performance.now();
      server.kill(signal);
      const answers = await Promise.all(underWay);

      expect(await server.end).toBe(1);
      expect(performance.now() - began).toBeLessThan(10_000);
      expect(answers.map(({ status }) => status)).toEqual(underWay.map(() => 401));
      expect(answers.filter(({ text }) => text.includes(secret))).toEqual([]);
      const told = server.log.filter((line) => line.includes(secret));
      expect(told).toHaveLength(1);
      expect(JSON.parse(told[0] ?? '')).toMatchObject({ level: 'fatal', err: { message: secret } });
      expect(server.said.filter((line) => line.includes(secret))).toEqual([]);
    },
  );

  it('is not called ready while its loop is blocked, and is again afterwards [D-17]', async () => {
    await start();
    server.kill('SIGCONT');
    const blocked = await server.status('/api/health/ready', { signal: AbortSignal.timeout(2000) });

    expect(blocked).toBe(0);
    expect(await server.ready()).toBeLessThan(5_000);
  });
});
