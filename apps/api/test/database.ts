import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { createDataSource } from '../src/database/data-source.ts';
import { migrate } from '../src/database/migrate.ts';

const TEMPLATE = 'gatehouse_template';

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** A database of one's own on the server of this run, copied from a migrated template. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await asOperator(async (operator) => {
    // Workers start at once: one makes the template, the others wait for it.
    await operator.query('SELECT pg_advisory_lock(1)');
    await ensureTemplate(operator);
    await operator.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
  });
  return {
    url: urlOf(name),
    drop: () => asOperator((operator) => operator.query(`DROP DATABASE ${name} WITH (FORCE)`)),
  };
}

async function ensureTemplate(operator: pg.Client): Promise<void> {
  const { rowCount } = await operator.query('SELECT 1 FROM pg_database WHERE datname = $1', [
    TEMPLATE,
  ]);
  if (rowCount) return;
  await operator.query(`CREATE DATABASE ${TEMPLATE}`);
  const dataSource = await createDataSource(urlOf(TEMPLATE), () => undefined).initialize();
  await migrate(dataSource);
  await dataSource.destroy();
}

async function asOperator(work: (operator: pg.Client) => Promise<unknown>): Promise<void> {
  const operator = new pg.Client({ connectionString: urlOf('postgres') });
  await operator.connect();
  try {
    await work(operator);
  } finally {
    await operator.end();
  }
}

function urlOf(database: string): string {
  const url = new URL(process.env['GATEHOUSE_TEST_POSTGRES'] ?? '');
  url.pathname = `/${database}`;
  return url.href;
}
