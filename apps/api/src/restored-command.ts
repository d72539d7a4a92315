import 'reflect-metadata';
import type { EntityManager } from 'typeorm';
import { commandDatabase } from './command-database.ts';
import { takeForOriginal } from './database/origin.ts';
import { rows } from './database/rows.ts';
import { recordCommand } from './record-command.ts';
import { runCommand } from './run-command.ts';
import { StartError } from './start-error.ts';
import { say } from './terminal.ts';

const KEEP = '--keep-sessions';

/** What an operator has to know of a copy before people are let in. */
interface Facts {
  readonly admins: readonly string[];
  /** When the last thing happened that it knows of. */
  readonly last: string | null;
}

/**
 * `npm run restored`: ends every session of a database that was brought in from a copy, and lets processes start on it.
 * `-- --keep-sessions` is for a move in which nothing was lost.
 */
await runCommand(async () => {
  const given = process.argv.slice(2);
  const unknown = given.find((argument) => argument !== KEEP);
  if (unknown) throw new StartError(`${unknown} is not known. There is only ${KEEP}.`);
  const { dataSource, close } = await commandDatabase();
  try {
    const { ended, facts } = await dataSource.transaction(async (manager) => {
      const endedSessions = given.includes(KEEP) ? 0 : await endSessions(manager);
      await takeForOriginal(manager);
      const [found] = await rows<Facts>(
        manager,
        `SELECT coalesce((SELECT json_agg(username ORDER BY username) FROM users WHERE role = 'admin'), '[]') AS admins,
                (SELECT max(at)::text FROM security_events) AS last`,
      );
      await recordCommand(manager, { details: { action: 'restored', endedSessions } });
      return { ended: endedSessions, facts: found };
    });
    say(given.includes(KEEP) ? 'Sessions go on.' : `Sessions that are over now: ${ended}.`);
    say(`Admins: ${facts?.admins.join(', ') || 'nobody'}. Take away what should have gone.`);
    say(
      `The last thing that happened in it: ${facts?.last ?? 'nothing'}. Passwords are as of then.`,
    );
  } finally {
    await close();
  }
});

/** @returns how many of them belonged to somebody */
async function endSessions(manager: EntityManager): Promise<number> {
  const [gone] = await rows<{ ofPeople: number }>(
    manager,
    `WITH gone AS (DELETE FROM sessions RETURNING user_id)
     SELECT count(user_id)::int AS "ofPeople" FROM gone`,
  );
  return gone?.ofPeople ?? 0;
}
