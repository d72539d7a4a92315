import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { StartError } from '../start-error.ts';
import { say } from '../terminal.ts';
import { isDatabaseUnavailable } from './database-errors.ts';

/** A database that starts at the same time may need this long, in milliseconds. */
const PATIENCE = 5_000;
const PAUSE = 500;

/** @throws StartError when the database is not there after a while, or at once when waiting would not help */
export async function connect(dataSource: DataSource): Promise<void> {
  const end = performance.now() + PATIENCE;
  let isTold = false;
  for (;;)
    try {
      await dataSource.initialize();
      return;
    } catch (cause) {
      if (!isDatabaseUnavailable(cause) || performance.now() + PAUSE > end) throw refusal(cause);
      if (!isTold) say('Waiting for the database …');
      isTold = true;
      await delay(PAUSE);
    }
}

function refusal(cause: unknown): StartError {
  return new StartError(
    `The database cannot be reached: ${cause instanceof Error ? cause.message : String(cause)}\n` +
      'Check DATABASE_URL and that PostgreSQL runs, or unset DATABASE_URL to use the embedded server.',
    { cause },
  );
}
