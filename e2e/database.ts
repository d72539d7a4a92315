import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

interface Postgres {
  readonly url: string;
  stop(): Promise<void>;
}

interface PostgresModule {
  startPostgres(options: {
    dataDir: string;
    onProgress: (words: string) => void;
    isThrowaway: boolean;
  }): Promise<Postgres>;
}

const source = join(import.meta.dirname, '../apps/api/dist/postgres/server.js');

/** A PostgreSQL server that several processes of the product may share; empty, and gone afterwards. */
export async function startDatabase(): Promise<Postgres> {
  const { startPostgres } = (await import(pathToFileURL(source).href)) as PostgresModule;
  const dataDir = await mkdtemp(join(tmpdir(), 'gatehouse-e2e-'));
  const server = await startPostgres({ dataDir, onProgress: () => undefined, isThrowaway: true });
  return {
    url: server.url,
    stop: () => server.stop().finally(() => rm(dataDir, { recursive: true, force: true })),
  };
}
