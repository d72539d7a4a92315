import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { type Env, readEnv } from './config/env.ts';
import { connect } from './database/connect.ts';
import { createDataSource } from './database/data-source.ts';
import { migrate } from './database/migrate.ts';
import { withPatience } from './database/with-patience.ts';
import { defaultDataDir } from './postgres/data-dir.ts';
import { startPostgres } from './postgres/server.ts';
import { say } from './terminal.ts';

export interface CommandDatabase {
  readonly env: Env;
  /** Without the limits of requests: a command may take long. */
  readonly dataSource: DataSource;
  close(): Promise<void>;
}

/** The database of a command: that of DATABASE_URL, or the embedded one, up to date either way. */
export async function commandDatabase(): Promise<CommandDatabase> {
  const env = readEnv(process.env);
  const { databaseUrl, dataDir = defaultDataDir() } = env;
  const server = databaseUrl
    ? { url: databaseUrl, stop: async () => undefined }
    : await startPostgres({ dataDir: join(dataDir, 'postgres'), onProgress: say });
  const dataSource = withPatience(
    createDataSource(server.url, () => undefined),
    'gatehouse-command',
  );
  try {
    await connect(dataSource);
    await migrate(dataSource);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return {
    env,
    dataSource,
    close: async () => {
      await dataSource.destroy();
      await server.stop();
    },
  };
}
