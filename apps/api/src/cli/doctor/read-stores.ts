import { join } from 'node:path';
import type { Env } from '../../config/env.ts';
import { createDataSource } from '../../database/data-source.ts';
import { listMigrations } from '../../database/migrate.ts';
import { rows } from '../../database/rows.ts';
import { withPatience } from '../../database/with-patience.ts';
import { defaultDataDir } from '../../postgres/data-dir.ts';
import { runningPostgres } from '../../postgres/running.ts';
import type { Stores } from './patient.ts';

const PATIENCE_MS = 3_000;

const unread = {
  databaseTrouble: undefined,
  isAsleep: false,
  missingMigrations: [],
  clockAhead: 0,
};

/** Looks without changing anything: no server is started, no migration applied. */
export async function readStores(env: Env): Promise<Stores> {
  const [database, redisTrouble] = await Promise.all([
    readDatabase(env).catch((error) => ({ ...unread, databaseTrouble: wordsOf(error) })),
    env.redisUrl === undefined ? undefined : redisTroubleOf(env.redisUrl),
  ]);
  return { ...database, redisTrouble };
}

async function readDatabase({
  databaseUrl,
  dataDir = defaultDataDir(),
}: Env): Promise<Omit<Stores, 'redisTrouble'>> {
  const url = databaseUrl ?? (await runningPostgres(join(dataDir, 'postgres')));
  if (url === undefined) return { ...unread, isAsleep: true };
  const dataSource = withPatience(
    createDataSource(url, () => undefined),
    'gatehouse-doctor',
  );
  await dataSource.initialize();
  try {
    const migrations = await listMigrations(dataSource);
    const asked = Date.now();
    const [read] = await rows<{ now: number }>(
      dataSource,
      'SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS now',
    );
    const middle = (asked + Date.now()) / 2;
    return {
      ...unread,
      missingMigrations: migrations.filter(({ isApplied }) => !isApplied).map(({ name }) => name),
      clockAhead: (read?.now ?? middle) - middle,
    };
  } finally {
    await dataSource.destroy();
  }
}

async function redisTroubleOf(url: string): Promise<string | undefined> {
  const { createClient } = await import('@redis/client');
  const socket = { connectTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS } as const;
  const client = createClient({ url, socket: { ...socket, reconnectStrategy: false } });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.ping();
    return undefined;
  } catch (error) {
    return wordsOf(error);
  } finally {
    client.destroy();
  }
}

function wordsOf(error: unknown): string {
  const words = error instanceof Error ? error.message || error.name : String(error);
  return words.split('\n', 1)[0] ?? words;
}
