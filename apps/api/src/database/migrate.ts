import { setTimeout as delay } from 'node:timers/promises';
import { DataSource, type QueryRunner } from 'typeorm';

/** Any number, the same in every process: the name of the lock. */
const LOCK = 4711;
const POLL = 250;
/** For a lock on a table. Requests for that table stand behind it, so it is short; the operator tries again. */
const LOCK_PATIENCE = 5_000;

/** Applies what is missing, one process at a time: several may start at once. */
export async function migrate(dataSource: DataSource): Promise<readonly string[]> {
  const patient = await withPatience(dataSource).initialize();
  const runner = patient.createQueryRunner();
  try {
    await lock(runner);
    const applied = await patient.runMigrations();
    return applied.map(({ name }) => name);
  } finally {
    await runner.query(`SELECT pg_advisory_unlock(${LOCK})`).catch(() => undefined);
    await runner.release();
    await patient.destroy();
  }
}

/** The limits of requests would end a change of a large table in the middle: these connections have none. */
function withPatience({ options }: DataSource): DataSource {
  if (options.type !== 'postgres') throw new Error('PostgreSQL is needed.');
  return new DataSource({
    ...options,
    extra: {
      ...options.extra,
      application_name: 'gatehouse-migrations',
      max: 2,
      statement_timeout: false,
      query_timeout: false,
      idle_in_transaction_session_timeout: false,
      lock_timeout: LOCK_PATIENCE,
    },
  });
}

/** Asked again and again: a statement that waits would be ended by the limit for locks. */
async function lock(runner: QueryRunner): Promise<void> {
  const [answer] = await runner.query(`SELECT pg_try_advisory_lock(${LOCK}) AS "isMine"`);
  if (answer.isMine) return;
  await delay(POLL);
  await lock(runner);
}
