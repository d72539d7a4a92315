import 'reflect-metadata';
import { readEnv } from './config/env.ts';
import { createDataSource } from './database/data-source.ts';
import { migrate } from './database/migrate.ts';
import { say } from './terminal.ts';

/** `npm run migrate`: brings the database of DATABASE_URL up to date. */
const { databaseUrl } = readEnv(process.env);
if (!databaseUrl) {
  say(
    'Nothing to do: the embedded database prepares itself. Set DATABASE_URL to migrate another one.',
  );
} else {
  const dataSource = await createDataSource(databaseUrl, () => undefined).initialize();
  const applied = await migrate(dataSource);
  say(applied.length === 0 ? 'The database is up to date.' : `Applied: ${applied.join(', ')}`);
  await dataSource.destroy();
}
