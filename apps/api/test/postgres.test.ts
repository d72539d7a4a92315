import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { isRunning } from '../src/postgres/process-facts.ts';
import { type Postgres, startPostgres } from '../src/postgres/server.ts';

const built = fileURLToPath(new URL('../dist/postgres/server.js', import.meta.url));

describe('the embedded database', () => {
  let folder: string;
  let said: string[];
  const running: Postgres[] = [];
  const parents: ChildProcess[] = [];

  const start = async (dataDir = join(folder, 'postgres')): Promise<Postgres> => {
    const server = await startPostgres({
      dataDir,
      onProgress: (words) => said.push(words),
      isThrowaway: true,
    });
    running.push(server);
    return server;
  };

  /** A process of its own that starts the server and then only waits. */
  const startElsewhere = async (): Promise<{ parent: ChildProcess; url: string }> => {
    const program = `
      const { startPostgres } = await import(${JSON.stringify(built)});
      const options = { dataDir: process.argv[1], onProgress: () => {}, isThrowaway: true };
      const { url } = await startPostgres(options);
      console.log(url);
      setInterval(() => {}, 1000);`;
    const parent = spawn(
      process.execPath,
      ['--input-type=module', '-e', program, join(folder, 'postgres')],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    parents.push(parent);
    const [url] = await once(createInterface({ input: parent.stdout }), 'line');
    return { parent, url: String(url) };
  };

  const postmasterPid = async (): Promise<number> => {
    const file = join(folder, 'postgres', 'cluster', 'postmaster.pid');
    return Number((await readFile(file, 'utf8')).split('\n')[0]);
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gatehouse-postgres-'));
    said = [];
  });

  afterEach(async () => {
    for (const parent of parents.splice(0)) parent.kill('SIGKILL');
    for (const server of running.splice(0)) await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('speaks UTF-8, sorts alike everywhere, and keeps its files to itself', async () => {
    const { url, dataDir } = await start();

    const facts = await ask(
      url,
      `SELECT current_database() AS name, pg_encoding_to_char(encoding) AS encoding,
              datlocprovider AS provider, datlocale AS locale, upper('straße é') AS upper,
              current_setting('listen_addresses') AS listens, current_setting('TimeZone') AS zone
         FROM pg_database WHERE datname = current_database()`,
    );

    expect(facts).toEqual([
      {
        name: 'gatehouse',
        encoding: 'UTF8',
        provider: 'b',
        locale: 'C.UTF-8',
        upper: 'STRAßE É',
        listens: '127.0.0.1',
        zone: 'UTC',
      },
    ]);
    expect(await modeOf(dataDir)).toBe('700');
    expect(await modeOf(join(dataDir, 'cluster'))).toBe('700');
    expect(await modeOf(join(dataDir, 'password'))).toBe('600');
    expect(await modeOf(join(dataDir, 'log'))).toBe('600');
  });

  it('lets nobody in without the password, and opens no other door', async () => {
    const { url } = await start();
    const { port } = new URL(url);

    const guess = new URL(url);
    guess.password = 'gatehouse';
    await expect(ask(guess.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
    guess.password = '';
    await expect(ask(guess.href, 'SELECT 1')).rejects.toThrow(/password/i);
    expect(Number(port)).toBeLessThan(32_768);
    expect(await ask(url, 'SHOW unix_socket_directories')).toEqual([
      { unix_socket_directories: '' },
    ]);
    expect(await ask(url, 'SELECT DISTINCT auth_method FROM pg_hba_file_rules')).toEqual([
      { auth_method: 'scram-sha-256' },
    ]);
  });

  it('keeps its data from one start to the next, and is gone in between', async () => {
    const first = await start();
    await ask(first.url, 'CREATE TABLE kept AS SELECT 7 AS number');
    await first.stop();
    expect(await answers(first.url)).toBe(false);

    const second = await start();

    expect(await ask(second.url, 'SELECT number FROM kept')).toEqual([{ number: 7 }]);
    expect(said).toEqual(['Making the database (once) …']);
  });

  it('starts again by itself under the same address when it was killed, with all that was committed', async () => {
    const { url } = await start();
    await ask(url, 'CREATE TABLE kept AS SELECT 7 AS number');

    process.kill(await postmasterPid(), 'SIGKILL');
    await until(() => said.length > 1);
    await until(() => answers(url));

    expect(said[1]).toMatch(/ended unexpectedly/);
    expect(await ask(url, 'SELECT number FROM kept')).toEqual([{ number: 7 }]);
  });

  it('refuses a second owner while the first one lives, in words that help', async () => {
    const { parent, url } = await startElsewhere();

    const refusal = start();

    await expect(refusal).rejects.toThrow(`in use by another Gatehouse (process ${parent.pid})`);
    await expect(refusal).rejects.toThrow('DATA_DIR=');
    expect(await answers(url)).toBe(true);
  });

  it('takes over from an owner that was killed, never two servers on one folder', async () => {
    const { parent, url } = await startElsewhere();
    await ask(url, 'CREATE TABLE kept AS SELECT 7 AS number');
    const left = await postmasterPid();
    const exit = once(parent, 'exit');
    parent.kill('SIGKILL');
    await exit;

    const successor = await start();

    expect(await ask(successor.url, 'SELECT number FROM kept')).toEqual([{ number: 7 }]);
    await until(async () => !(await isRunning(left)));
    expect(await answers(url)).toBe(false);
  });

  it('ends a server that outlived its owner', async () => {
    const { parent } = await startElsewhere();
    const stray = await postmasterPid();
    // Stopped, it cannot act on the news that its parent died.
    process.kill(stray, 'SIGSTOP');
    const exit = once(parent, 'exit');
    parent.kill('SIGKILL');
    await exit;

    const starting = start();
    await delay(200);
    process.kill(stray, 'SIGCONT');
    const { url } = await starting;

    expect(await isRunning(stray)).toBe(false);
    expect(await answers(url)).toBe(true);
  });

  it('is not misled by the number of a dead server that a stranger has now', async () => {
    const server = await start();
    await server.stop();
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    parents.push(stranger);
    const file = join(folder, 'postgres', 'cluster', 'postmaster.pid');
    await writeFile(file, `${stranger.pid}\n/somewhere\n1\n5432\n\n\n`);

    const { url } = await start();

    expect(await answers(url)).toBe(true);
    expect(stranger.exitCode).toBeNull();
  });

  it('begins anew after a first start that was cut short', async () => {
    const home = join(folder, 'postgres');
    await mkdir(join(home, 'cluster.new'), { recursive: true });
    await writeFile(join(home, 'cluster.new', 'PG_VERSION'), '18\n');
    await writeFile(join(home, 'owner'), '1 0');

    const { url } = await start();

    expect(await answers(url)).toBe(true);
    expect(await readdir(home)).not.toContain('cluster.new');
  });

  it('says in plain words that another PostgreSQL made the data', async () => {
    const server = await start();
    await server.stop();
    await writeFile(join(folder, 'postgres', 'cluster', 'PG_VERSION'), '17\n');

    await expect(start()).rejects.toThrow(/made by PostgreSQL 17; .*brings PostgreSQL 18/);
  });

  it('says what to do when the password file is lost', async () => {
    const server = await start();
    await server.stop();
    await rm(join(folder, 'postgres', 'password'));

    await expect(start()).rejects.toThrow(/password of the database is missing/);
  });

  it('says what to do when the data folder cannot be made', async () => {
    await writeFile(join(folder, 'file'), '');

    await expect(start(join(folder, 'file', 'postgres'))).rejects.toThrow(
      /cannot be made: [\s\S]*Set DATA_DIR/,
    );
  });
});

async function ask(connectionString: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Whether a server accepts log-ins there. */
async function answers(url: string): Promise<boolean> {
  const { port } = new URL(url);
  const socket = createConnection({ host: '127.0.0.1', port: Number(port) });
  const isOpen = await once(socket, 'connect').then(
    () => true,
    () => false,
  );
  socket.destroy();
  return (
    isOpen &&
    ask(url, 'SELECT 1').then(
      () => true,
      () => false,
    )
  );
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let waited = 0; waited < 10_000; waited += 50) {
    if (await condition()) return;
    await delay(50);
  }
  throw new Error('It did not come to pass.');
}

async function modeOf(path: string): Promise<string> {
  return ((await stat(path)).mode & 0o777).toString(8);
}
