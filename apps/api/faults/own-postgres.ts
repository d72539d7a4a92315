import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createDataSource } from '../src/database/data-source.ts';
import { migrate } from '../src/database/migrate.ts';
import { type Postgres, startPostgres } from '../src/postgres/server.ts';
import { eventually } from '../test/eventually.ts';

const shutdownSignals = { fast: 'SIGINT', immediate: 'SIGQUIT' } as const;

/** A PostgreSQL that a test may stop, freeze and kill, with an empty database that is up to date. */
export class OwnPostgres {
  readonly #server: Postgres;
  readonly #folder: string;
  readonly url: string;

  private constructor(server: Postgres, folder: string) {
    this.#server = server;
    this.#folder = folder;
    this.url = server.url;
  }

  /** @param parent a folder for its data */
  static async start(parent = tmpdir()): Promise<OwnPostgres> {
    const folder = await mkdtemp(join(parent, 'gatehouse-fault-'));
    const server = await startPostgres({
      dataDir: folder,
      onProgress: () => undefined,
      isThrowaway: true,
    });
    await prepare(server.url);
    return new OwnPostgres(server, folder);
  }

  /** What an operator would see at once, on a connection that is not the product's. */
  async ask<Row extends pg.QueryResultRow>(
    sql: string,
    parameters: readonly unknown[] = [],
  ): Promise<Row[]> {
    const client = await this.connect();
    try {
      return (await client.query<Row>(sql, [...parameters])).rows;
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  async connect(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: this.url, application_name: 'operator' });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }

  /** As `pg_ctl restart` would: it comes back under the same address by itself. */
  async restart(mode: keyof typeof shutdownSignals): Promise<void> {
    const old = await this.pid();
    process.kill(old, shutdownSignals[mode]);
    await eventually(async () => (await this.pid()) !== old && (await this.accepts()));
  }

  accepts(): Promise<boolean> {
    return this.ask('SELECT 1').then(
      () => true,
      () => false,
    );
  }

  /** To the server and all that it has begun. */
  async signalAll(signal: 'SIGSTOP' | 'SIGCONT'): Promise<void> {
    const parent = await this.pid();
    for (const pid of [parent, ...(await childrenOf(parent))]) process.kill(pid, signal);
  }

  async pid(): Promise<number> {
    const file = join(this.#server.dataDir, 'cluster', 'postmaster.pid');
    return Number((await readFile(file, 'utf8').catch(() => '')).split('\n')[0]);
  }

  async stop(): Promise<void> {
    await this.#server.stop();
    for (const folder of [this.#server.dataDir, this.#folder])
      await rm(folder, { recursive: true, force: true });
  }
}

async function prepare(url: string): Promise<void> {
  const dataSource = await createDataSource(url, () => undefined).initialize();
  await migrate(dataSource);
  await dataSource.destroy();
}

async function childrenOf(parent: number): Promise<number[]> {
  const pids = (await readdir('/proc')).map(Number).filter((pid) => pid > 0);
  const stats = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')),
  );
  // The name of the program stands in brackets and may hold anything; the parent is the second word after it.
  return pids.filter(
    (_, index) => Number(stats[index]?.split(') ').at(-1)?.split(' ')[1]) === parent,
  );
}
