import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../src/database/data-source.ts';
import { migrate } from '../src/database/migrate.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';

interface Live {
  readonly statement: string;
  readonly lock: string;
  readonly idle: string;
}

const settings = `SELECT current_setting('statement_timeout') AS statement, current_setting('lock_timeout') AS lock,
  current_setting('idle_in_transaction_session_timeout') AS idle`;

describe('waiting for the database', () => {
  let place: TestDatabase;
  let database: DataSource;
  beforeAll(async () => {
    place = await createTestDatabase();
    database = await createDataSource(place.url, () => undefined).initialize();
  });
  afterAll(async () => {
    await database.destroy();
    await place.drop();
  });

  it('has the ends that are in force, and that the reference names [CF-08]', async () => {
    const [live] = (await database.query(settings)) as Live[];
    const { master } = database.driver as unknown as { master: pg.Pool };
    const reference = await readFile('../../docs/reference/waiting.md', 'utf8');
    const limitOf = (what: string) =>
      new RegExp(`^\\| ${what}[^|]*\\| ([\\d.]+)`, 'm').exec(reference)?.[1];

    expect(live).toEqual({ statement: '2s', lock: '900ms', idle: '10s' });
    expect(['a lock ', 'a statement ', 'a transaction '].map(limitOf)).toEqual(['0.9', '2', '10']);
    const { options } = master as pg.Pool & { options: pg.PoolConfig };
    expect([options.max, options.connectionTimeoutMillis, options.query_timeout]).toEqual([
      10, 2000, 2500,
    ]);
    expect(['connections of', 'a connection', 'an answer'].map(limitOf)).toEqual([
      '10',
      '2',
      '2.5',
    ]);
  });

  it('is no matter of migrations, which may take their time [CF-08]', async () => {
    let seen: Live | undefined;
    class Look1900000000000 {
      async up(runner: { query(sql: string): Promise<Live[]> }): Promise<void> {
        [seen] = await runner.query(settings);
      }
      async down(): Promise<void> {}
    }
    const curious = createDataSource(place.url, () => undefined);
    curious.setOptions({
      migrations: [...Object.values(curious.options.migrations ?? {}), Look1900000000000],
    });
    await migrate(await curious.initialize());
    await curious.destroy();

    expect(seen).toEqual({ statement: '0', lock: '5s', idle: '0' });
  });

  it('closes a connection that does not answer, so that nobody waits behind it [CF-08]', async () => {
    const lazy = createDataSource(place.url, () => undefined);
    lazy.setOptions({
      extra: { ...(lazy.options as { extra: object }).extra, max: 1, query_timeout: 100 },
    });
    await lazy.initialize();

    const [before] = await lazy.query('SELECT pg_backend_pid() AS pid');
    await expect(lazy.query('SELECT pg_sleep(1.5)')).rejects.toThrow('Query read timeout');
    const [after] = await lazy.query('SELECT pg_backend_pid() AS pid');
    expect(after.pid).not.toBe(before.pid);
    await lazy.destroy();
  });
});
