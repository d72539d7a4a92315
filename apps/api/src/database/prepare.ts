import type { DataSource } from 'typeorm';
import type { Env } from '../config/env.ts';
import { StartError } from '../start-error.ts';
import { say } from '../terminal.ts';
import { migrate } from './migrate.ts';

/** On the embedded server by itself; elsewhere an operator decides when the schema changes. */
export async function prepare(dataSource: DataSource, env: Env): Promise<void> {
  if (env.databaseUrl === undefined || !env.isProduction) {
    const applied = await migrate(dataSource);
    if (applied.length > 0) say(`Database prepared (${applied.length} migrations).`);
    return;
  }
  if (await dataSource.showMigrations())
    throw new StartError(
      'The database lacks migrations. Apply them with: npm run gatehouse -- migrate up',
    );
}
