import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { type Env, readEnv } from '../../config/env.ts';
import { connect } from '../../database/connect.ts';
import { createDataSource } from '../../database/data-source.ts';
import { prepare } from '../../database/prepare.ts';
import { withPatience } from '../../database/with-patience.ts';
import { defaultDataDir } from '../../postgres/data-dir.ts';
import { runningPostgres } from '../../postgres/running.ts';
import { startPostgres } from '../../postgres/server.ts';
import type { World } from './world.ts';

export interface CommandDatabase {
  readonly env: Env;
  /** Without the limits of requests: a command may take long. */
  readonly dataSource: DataSource;
  close(): Promise<void>;
}

interface Options {
  readonly note: (words: string) => void;
  /** Whether missing migrations are applied, or refused where an operator decides. */
  readonly isPrepared?: boolean;
}

/** That of DATABASE_URL, or the embedded one: as it runs in another process, or started for this command. */
export async function openDatabase(
  variables: World['variables'],
  { note, isPrepared = true }: Options,
): Promise<CommandDatabase> {
  const env = readEnv(variables);
  const server = await serverOf(env, note);
  const dataSource = withPatience(
    createDataSource(server.url, () => undefined),
    'gatehouse-command',
  );
  const close = async (): Promise<void> => {
    if (dataSource.isInitialized) await dataSource.destroy();
    await server.stop();
  };
  try {
    await connect(dataSource);
    if (isPrepared) await prepare(dataSource, env);
  } catch (error) {
    await close();
    throw error;
  }
  return { env, dataSource, close };
}

async function serverOf(env: Env, note: (words: string) => void) {
  const elsewhere = { stop: async () => undefined };
  if (env.databaseUrl) return { url: env.databaseUrl, ...elsewhere };
  const dataDir = join(env.dataDir ?? defaultDataDir(), 'postgres');
  const running = await runningPostgres(dataDir);
  return running ? { url: running, ...elsewhere } : startPostgres({ dataDir, onProgress: note });
}
