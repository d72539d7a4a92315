import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource, QueryRunner } from 'typeorm';

/** Any number, the same in every process: the name of the lock. */
const LOCK = 4711;
const POLL = 250;

/** Applies what is missing, one process at a time: several may start at once. */
export async function migrate(dataSource: DataSource): Promise<readonly string[]> {
  const runner = dataSource.createQueryRunner();
  try {
    await lock(runner);
    const applied = await dataSource.runMigrations();
    return applied.map(({ name }) => name);
  } finally {
    await runner.query(`SELECT pg_advisory_unlock(${LOCK})`).catch(() => undefined);
    await runner.release();
  }
}

/** Asked again and again: a statement that waits would be ended by the limits of the pool. */
async function lock(runner: QueryRunner): Promise<void> {
  const [answer] = await runner.query(`SELECT pg_try_advisory_lock(${LOCK}) AS "isMine"`);
  if (answer.isMine) return;
  await delay(POLL);
  await lock(runner);
}
