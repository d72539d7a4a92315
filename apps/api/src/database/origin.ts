import type { DataSource, EntityManager } from 'typeorm';
import { StartError } from '../start-error.ts';
import { rows } from './rows.ts';

/**
 * A copy that was brought back knows nothing of what was decided since: sessions that were ended live in it, and roles
 * that were taken away are there again.
 * @throws StartError until an operator has said what is to be done with it
 */
export async function refuseCopies(database: DataSource): Promise<void> {
  const [found] = await rows<{ isOriginal: boolean }>(
    database,
    `SELECT count(*) > 0 AND bool_and(cluster = system_identifier::text
              AND sessions_table = 'sessions'::regclass) AS "isOriginal"
       FROM origin, pg_control_system()`,
  );
  if (!found?.isOriginal)
    throw new StartError(
      'This database was brought in from a copy. Sessions, roles and passwords in it may be older than what was decided since.\n' +
        'Nobody is served before you have run: npm run gatehouse -- restored',
    );
}

/** From now on this is where the tables belong. */
export async function takeForOriginal(manager: EntityManager): Promise<void> {
  await rows(manager, 'DELETE FROM origin');
  await rows(
    manager,
    "INSERT INTO origin SELECT system_identifier::text, 'sessions'::regclass FROM pg_control_system()",
  );
}
