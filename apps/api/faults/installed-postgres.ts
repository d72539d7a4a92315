import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from '../test/api.ts';

/** PostgreSQL refuses root; everybody has this user. */
const NOBODY = 65_534;

/** A server of the system's own PostgreSQL: the embedded one comes without the programs for copies. */
export class InstalledPostgres {
  readonly bin: string;
  readonly url: string;
  readonly #folder: string;
  readonly #server: ChildProcess;

  private constructor(parts: { bin: string; url: string; folder: string; server: ChildProcess }) {
    this.bin = parts.bin;
    this.url = parts.url;
    this.#folder = parts.folder;
    this.#server = parts.server;
  }

  static async start(): Promise<InstalledPostgres> {
    const bin = findBinaries();
    const folder = await mkdtemp(join(tmpdir(), 'gatehouse-installed-'));
    const isRoot = process.getuid?.() === 0;
    const user = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
    if (isRoot) await chown(folder, NOBODY, NOBODY);
    const cluster = join(folder, 'cluster');
    const making = ['-D', cluster, '-U', 'gatehouse', '-A', 'trust', '-E', 'UTF8', '--locale=C'];
    execFileSync(join(bin, 'initdb'), [...making, '--no-sync'], { ...user, stdio: 'ignore' });
    const port = await freePort();
    const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off'];
    const server = spawn(
      join(bin, 'postgres'),
      ['-D', cluster, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
      { ...user, cwd: folder, stdio: 'ignore' },
    );
    const url = `postgres://gatehouse@127.0.0.1:${port}/postgres`;
    for (let tries = 0; !(await answers(url)); tries += 1) {
      if (server.exitCode !== null || tries > 200) throw new Error('PostgreSQL does not start.');
      await delay(100);
    }
    return new InstalledPostgres({ bin, url, folder, server });
  }

  async ask(database: string, sql: string): Promise<unknown[]> {
    const client = new pg.Client({ connectionString: this.urlOf(database) });
    await client.connect();
    try {
      return (await client.query(sql)).rows;
    } finally {
      await client.end();
    }
  }

  urlOf(database: string): string {
    const url = new URL(this.url);
    url.pathname = `/${database}`;
    return url.href;
  }

  async stop(): Promise<void> {
    this.#server.kill('SIGINT');
    if (this.#server.exitCode === null) await once(this.#server, 'exit');
    await rm(this.#folder, { recursive: true, force: true });
  }
}

function findBinaries(): string {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).map(Number) : [];
  const newest = join(debian, String(Math.max(...versions, 0)), 'bin');
  if (existsSync(join(newest, 'initdb')) && existsSync(join(newest, 'pg_restore'))) return newest;
  throw new Error('This needs PostgreSQL with its programs: apt-get install postgresql');
}

function answers(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString });
  client.on('error', () => undefined);
  return client.connect().then(
    () => client.end().then(() => true),
    () => false,
  );
}
