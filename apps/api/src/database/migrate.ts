import type { DataSource } from 'typeorm';

/** Applies what is missing, one process at a time: several may start at once. */
export async function migrate(dataSource: DataSource): Promise<readonly string[]> {
  const runner = dataSource.createQueryRunner();
  try {
    // Any number, the same in every process: the name of the lock.
    await runner.query('SELECT pg_advisory_lock(4711)');
    const applied = await dataSource.runMigrations();
    return applied.map(({ name }) => name);
  } finally {
    await runner.query('SELECT pg_advisory_unlock(4711)').catch(() => undefined);
    await runner.release();
  }
}
