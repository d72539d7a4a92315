import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource, QueryRunner } from 'typeorm';
import { withPatience } from './with-patience.ts';

/** Any number, the same in every process: the name of the lock. */
const LOCK = 4711;
const POLL = 250;

/** Applies what is missing, one process at a time: several may start at once. */
export async function migrate(dataSource: DataSource): Promise<readonly string[]> {
  const patient = await withPatience(dataSource, 'gatehouse-migrations').initialize();
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

/** Asked again and again: a statement that waits would be ended by the limit for locks. */
async function lock(runner: QueryRunner): Promise<void> {
  const [answer] = await runner.query(`SELECT pg_try_advisory_lock(${LOCK}) AS "isMine"`);
  if (answer.isMine) return;
  await delay(POLL);
  await lock(runner);
}
