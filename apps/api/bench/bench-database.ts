import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startPostgres } from '../src/postgres/server.ts';
import { ProcessesOfPostgres } from './processes-of-postgres.ts';

interface Server {
  readonly url: string;
  stop(): Promise<void>;
}

interface Opened {
  readonly url: string;
  readonly client: Client;
  readonly processes: ProcessesOfPostgres | undefined;
  stop(): Promise<void>;
}

/** A database of the bench's own, on a temporary server or on one that is there. */
export class BenchDatabase {
  /** Undefined where nobody can tell how long they worked. */
  readonly processes: ProcessesOfPostgres | undefined;
  readonly stop: () => Promise<void>;
  readonly url: string;
  readonly #client: Client;

  private constructor({ url, client, processes, stop }: Opened) {
    this.url = url;
    this.#client = client;
    this.processes = processes;
    this.stop = stop;
  }

  /** @param existing address of a server to use in place of a temporary one */
  static async open(
    existing: string | undefined,
    say: (words: string) => void,
  ): Promise<BenchDatabase> {
    const server = existing ? { url: existing, stop: async () => undefined } : await temporary(say);
    const owner = new Client({ connectionString: server.url });
    await owner.connect();
    const name = `gatehouse_bench_${randomBytes(4).toString('hex')}`;
    await owner.query(`CREATE DATABASE ${name}`);
    const url = new URL(server.url);
    url.pathname = `/${name}`;
    const client = new Client({ connectionString: url.href });
    await client.connect();
    const stop = async () => {
      await client.end();
      await owner.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await owner.end();
      await server.stop();
    };
    const processes = await processesOf(client, url);
    return new BenchDatabase({ url: url.href, client, processes, stop });
  }

  async rows<Row>(statement: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    const { rows } = await this.#client.query(statement, [...parameters]);
    return rows;
  }

  async version(): Promise<string> {
    const [row] = await this.rows<{ server_version: string }>('SHOW server_version');
    return row?.server_version ?? '';
  }

  /** After many rows at once: what the server would tidy up later must not be measured. */
  async settle(): Promise<void> {
    await this.#client.query('VACUUM ANALYZE');
    await this.#client.query('CHECKPOINT');
  }
}

async function temporary(say: (words: string) => void): Promise<Server> {
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-bench-'));
  const { url, dataDir, stop } = await startPostgres({
    dataDir: join(folder, 'postgres'),
    onProgress: say,
  });
  return {
    url,
    stop: async () => {
      await stop();
      for (const made of [folder, dataDir]) await rm(made, { recursive: true, force: true });
    },
  };
}

/** A process number means something on its own machine only. */
async function processesOf(client: Client, url: URL): Promise<ProcessesOfPostgres | undefined> {
  if (!['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)) return undefined;
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return rows[0] && ProcessesOfPostgres.of(rows[0].pid);
}
