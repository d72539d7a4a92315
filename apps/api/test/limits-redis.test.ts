import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newSecretKey } from '../src/config/secret-keys.ts';
import { type Api, startApi } from './api.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { eventually } from './eventually.ts';
import { browserAt, newAddress, tryPassword } from './guesser.ts';
import { Redis } from './redis.ts';

describe('limits of addresses with Redis', () => {
  let redis: Redis;
  let database: TestDatabase;
  let apis: Api[];
  let ghosts = 0;
  beforeAll(async () => {
    redis = await Redis.start();
    database = await createTestDatabase();
    const variables = {
      SECRET_KEYS: newSecretKey(),
      REDIS_URL: redis.url,
      TRUST_PROXY: '1',
      FAILURES_PER_ADDRESS: '3',
    };
    apis = [];
    for (let n = 0; n < 2; n++) apis.push(await startApi({ databaseUrl: database.url, variables }));
  });
  afterAll(async () => {
    for (const api of apis) await api.stop();
    await database.drop();
    await redis.stop();
  });

  /** How many passwords were looked at, of so many tries at as many accounts, by one process and the other in turn. */
  async function looked(address: string, tries: number): Promise<number> {
    let count = 0;
    for (let n = 0; n < tries; n++) {
      const api = apis[n % 2];
      if (!api) throw new Error('There are two.');
      ghosts += 1;
      const { status } = await tryPassword(browserAt(api, address), `ghost.${ghosts}`, 'x');
      expect([401, 429]).toContain(status);
      if (status === 401) count += 1;
    }
    return count;
  }

  const inPostgres = async (): Promise<number> => {
    const rows = await apis[0]?.database.query(
      `SELECT 1 FROM rate_limits WHERE key LIKE 'address:%'`,
    );
    return rows.length;
  };

  it('are counted there, by all processes together [TH-13] [TH-04]', async () => {
    expect(await looked(newAddress(), 5)).toBe(3);
    expect(await inPostgres()).toBe(0);
  });

  it('are counted by PostgreSQL while Redis hangs, has lost everything or is gone: at most twice, never without end [D-06] [TH-13] [LG-07]', async () => {
    const address = newAddress();
    expect(await looked(address, 2)).toBe(2);
    redis.signal('SIGSTOP');
    expect(await looked(address, 4)).toBe(3);
    redis.signal('SIGCONT');

    const other = newAddress();
    await redis.command('FLUSHALL');
    expect(await looked(other, 5)).toBe(3);

    const third = newAddress();
    await redis.crash();
    expect(await looked(third, 5)).toBe(3);
    expect(await inPostgres()).toBeGreaterThan(1);
    await redis.run();
    await eventually(async () => {
      const before = await inPostgres();
      await looked(newAddress(), 1);
      return (await inPostgres()) === before;
    });
  });
});
