import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { readEnv } from '../src/config/env.ts';
import type { EnvError } from '../src/config/env-error.ts';
import { newSecretKey } from '../src/config/secret-keys.ts';
import { createDataSource } from '../src/database/data-source.ts';
import { migrate } from '../src/database/migrate.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));

function faultsOf(variables: Record<string, string>): readonly string[] {
  try {
    readEnv(variables);
    return [];
  } catch (error) {
    return (error as EnvError).faults;
  }
}

describe('the environment', () => {
  it('is judged whole: what cannot be read hides nothing else, and nothing is told twice', () => {
    const named = faultsOf({
      NODE_ENV: 'production',
      PORT: 'many',
      PUBLIC_URL: 'ftp://files.example',
      SECRET_KEYS: 'short',
      SESSION_IDLE: '2d',
      REMEMBER_IDLE: 'long',
      REMEMBER_ABSOLUTE: '400d',
    }).map((fault) => fault.split(':')[0]);
    expect(named.sort()).toEqual([
      'PORT',
      'PUBLIC_URL',
      'REMEMBER_ABSOLUTE',
      'REMEMBER_IDLE',
      'SECRET_KEYS',
      'SESSION_IDLE',
    ]);
  });
});

describe('a start that fails', () => {
  let database: TestDatabase;
  let folder: string;
  beforeAll(async () => {
    database = await createTestDatabase();
    folder = await mkdtemp(join(tmpdir(), 'gatehouse-start-'));
  });
  afterAll(async () => {
    await database.drop();
    await rm(folder, { recursive: true });
  });

  /** What the product says before it ends. */
  const failedStart = async (variables: Record<string, string>) => {
    const child: ChildProcess = spawn(process.execPath, [main], {
      env: {
        PATH: process.env['PATH'],
        DATABASE_URL: database.url,
        DATA_DIR: folder,
        ...variables,
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr?.on('data', (words) => {
      said += String(words);
    });
    const [code] = await once(child, 'close');
    return { code: Number(code), said };
  };

  it('says in a line that an address is not here, that a port is taken, and that a folder is none', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const port = String((taken.address() as AddressInfo).port);

    const elsewhere = await failedStart({ HOST: '203.0.113.5', PORT: '0' });
    const busy = await failedStart({ PORT: port });
    const noFolder = await failedStart({ DATA_DIR: file, PORT: '0' });
    taken.close();

    expect(elsewhere).toEqual({
      code: 1,
      said: 'HOST 203.0.113.5 is not an address of this machine.\n',
    });
    expect(busy).toMatchObject({ code: 1, said: expect.stringMatching(/^Port \d+ is taken/) });
    expect(noFolder).toMatchObject({ code: 1, said: expect.stringMatching(/^The data folder /) });
    expect([busy, noFolder].filter(({ said }) => /\n\s+at /.test(said))).toEqual([]);
  });
});

describe('a process that is asked to end', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it('ends in order although somebody never finishes a request', async () => {
    const child = spawn(process.execPath, [main], {
      env: {
        PATH: process.env['PATH'],
        DATABASE_URL: database.url,
        SECRET_KEYS: newSecretKey(),
        PORT: '0',
        LOG_LEVEL: 'info',
      },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [line] = await once(createInterface({ input: child.stdout }), 'line');
    const [, port] = /127\.0\.0\.1:(\d+)/.exec(String(line)) ?? [];
    const socket = connect(Number(port), '127.0.0.1').on('error', () => undefined);
    await once(socket, 'connect');
    socket.write('POST /api/session HTTP/1.1\r\nHost: localhost:0\r\nContent-Length: 9\r\n\r\n{');
    await delay(200);

    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);
  });
});

describe('the database', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it('is prepared by one process at a time, however long the other one takes', async () => {
    const other = new pg.Client({ connectionString: database.url });
    await other.connect();
    await other.query('SELECT pg_advisory_lock(4711)');
    const dataSource = await createDataSource(database.url, () => undefined).initialize();
    const done = migrate(dataSource);
    // Longer than any lock may be waited for otherwise.
    await delay(3000);
    await other.end();
    await expect(done).resolves.toEqual([]);
    await dataSource.destroy();
  });
});
