import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runningPostgres } from '../src/postgres/running.ts';
import { startPostgres } from '../src/postgres/server.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { Operator } from './operator.ts';

interface MigrationState {
  readonly name: string;
  readonly isApplied: boolean;
}

const production = { NODE_ENV: 'production', PUBLIC_URL: 'https://app.example.com' };

describe('the operator of a database', () => {
  let database: TestDatabase;
  let operator: Operator;
  beforeAll(async () => {
    database = await createTestDatabase();
    operator = new Operator(database.url);
  });
  afterAll(() => database.drop());

  it('sees, undoes and applies migrations, and asks before anything is lost [EXT-021]', async () => {
    const status = async () => (await operator.ask('migrate status')) as MigrationState[];
    const before = await status();
    const last = before.at(-1)?.name;
    expect(before.filter(({ isApplied }) => !isApplied)).toEqual([]);

    expect(await operator.run('migrate down')).toMatchObject({ code: 2, out: '' });
    const declined = await operator.run('migrate down', { types: [''] });
    expect(declined).toMatchObject({ code: 1, out: '' });
    expect(declined.err).toContain(`Undo ${last}, with all that only it holds? [y/N]`);
    expect(await status()).toEqual(before);

    expect(await operator.ask('migrate down --yes')).toEqual({ reverted: last });
    const missing = (await status()).filter(({ isApplied }) => !isApplied);
    expect(missing.map(({ name }) => name)).toEqual([last]);
    // In production nobody but the operator changes the tables, and no other command works without them.
    expect(await operator.run('user list', { variables: production })).toEqual({
      code: 1,
      out: '',
      err: 'The database lacks migrations. Apply them with: npm run gatehouse -- migrate up\n',
    });

    const up = await operator.run('migrate up', { variables: production });
    expect(up.out).toBe(`Applied ${last}.\nThe database is up to date.\n`);
    expect(await status()).toEqual(before);
  });

  it('finds the embedded one while it runs, and starts it while it does not [EXT-021]', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'gatehouse-embedded-'));
    const dataDir = join(folder, 'postgres');
    const embedded = new Operator('', { DATA_DIR: folder });
    try {
      expect(await runningPostgres(dataDir)).toBeUndefined();
      const server = await startPostgres({
        dataDir,
        onProgress: () => undefined,
        isThrowaway: true,
      });
      expect(await runningPostgres(dataDir)).toBe(server.url);
      expect(await embedded.ask('migrate up')).toMatchObject({ applied: expect.any(Array) });
      const pid = await readFile(join(dataDir, 'cluster/postmaster.pid'), 'utf8');
      expect(await embedded.ask('user list')).toEqual([]);
      // Nobody took it away from whoever runs it.
      expect(await readFile(join(dataDir, 'cluster/postmaster.pid'), 'utf8')).toBe(pid);

      await server.stop();
      expect(await runningPostgres(dataDir)).toBeUndefined();
      expect(await embedded.ask('user list')).toEqual([]);
      await expect(readFile(join(dataDir, 'cluster/postmaster.pid'))).rejects.toThrow('ENOENT');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('is served by the built program as well, which ends by itself', async () => {
    const program = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
    const made = await promisify(execFile)(process.execPath, [program, 'user', 'list', '--json'], {
      env: { PATH: process.env['PATH'], DATABASE_URL: database.url, NODE_ENV: 'test' },
    });
    expect(made).toMatchObject({ stdout: '[]\n', stderr: '' });
  });
});
