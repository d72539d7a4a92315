import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource, QueryRunner } from 'typeorm';
import { rows } from './rows.ts';
import { withPatience } from './with-patience.ts';

/** Any number, the same in every process: the name of the lock. */
const LOCK = 4711;
const POLL = 250;

export interface MigrationState {
  readonly name: string;
  readonly isApplied: boolean;
  /** To this release. */
  readonly isKnown: boolean;
}

/** Applies what is missing, one process at a time: several may start at once. */
export function migrate(dataSource: DataSource): Promise<readonly string[]> {
  return alone(dataSource, async (patient) => {
    const applied = await patient.runMigrations();
    return applied.map(({ name }) => name);
  });
}

/** @returns false when the last one is another one by now */
export function revertLast(dataSource: DataSource, name: string): Promise<boolean> {
  return alone(dataSource, async (patient) => {
    if ((await lastMigration(patient))?.name !== name) return false;
    await patient.undoLastMigration();
    return true;
  });
}

export async function lastMigration(dataSource: DataSource): Promise<MigrationState | undefined> {
  return (await listMigrations(dataSource)).findLast(({ isApplied }) => isApplied);
}

/** In the order in which they run. */
export async function listMigrations(dataSource: DataSource): Promise<MigrationState[]> {
  const known = dataSource.migrations.map((each) => each.name ?? each.constructor.name);
  const [found] = await rows<{ table: string | null }>(
    dataSource,
    `SELECT to_regclass('migrations') AS "table"`,
  );
  const stored = found?.table
    ? await rows<{ name: string }>(dataSource, 'SELECT name FROM migrations ORDER BY id')
    : [];
  const applied = stored.map(({ name }) => name);
  const foreign = applied.filter((name) => !known.includes(name));
  return [...known, ...foreign].map((name) => ({
    name,
    isApplied: applied.includes(name),
    isKnown: known.includes(name),
  }));
}

async function alone<Result>(
  dataSource: DataSource,
  work: (patient: DataSource) => Promise<Result>,
): Promise<Result> {
  const patient = await withPatience(dataSource, 'gatehouse-migrations').initialize();
  const runner = patient.createQueryRunner();
  try {
    await lock(runner);
    return await work(patient);
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
