import type { EntityManager } from 'typeorm';
import { CoherentTransaction } from '../announcements/coherent-transaction.ts';
import { takeForOriginal } from '../database/origin.ts';
import { rows } from '../database/rows.ts';
import { doneBy } from '../events/done-by.ts';
import { SecurityEvents } from '../events/security-events.ts';
import { endAllSessions } from './frame/all-sessions.ts';
import type { Cli } from './frame/cli.ts';
import { leaf } from './frame/leaf.ts';

/** What an operator has to know of a copy before people are let in. */
interface Facts {
  readonly admins: readonly string[];
  /** When the last thing happened that it knows of. */
  readonly last: string | null;
}

export function restored(cli: Cli) {
  return leaf('restored', 'Let processes start on a database that was brought in from a copy')
    .description(
      'Let processes start on a database that was brought in from a copy, and end every session of it, and every mailed link: some were ended or used after the copy was made.',
    )
    .option('--keep-sessions', 'let sessions go on, after a move in which nothing was lost')
    .action((options) =>
      cli.application(async (application) => {
        const { keepSessions = false } = options;
        const told = await application.get(CoherentTransaction).run(async (manager) => {
          const endedSessions = keepSessions ? 0 : await endAllSessions(manager);
          if (!keepSessions) await forgetMail(manager);
          await takeForOriginal(manager);
          const [facts = { admins: [], last: null }] = await rows<Facts>(
            manager,
            `SELECT coalesce((SELECT json_agg(username ORDER BY username) FROM users WHERE role = 'admin'), '[]') AS admins,
                    (SELECT max(at)::text FROM security_events) AS last`,
          );
          const deed = doneBy(null, { action: 'restored', endedSessions });
          await application.get(SecurityEvents).record(manager, { name: 'authz_admin', ...deed });
          return { endedSessions, ...facts };
        });
        cli.answer(options, {
          data: told,
          words: [
            keepSessions ? 'Sessions go on.' : `Sessions that are over now: ${told.endedSessions}.`,
            `Admins: ${told.admins.join(', ') || 'nobody'}. Take away what should have gone: gatehouse user role <user> member`,
            `The last thing that happened in it: ${told.last ?? 'nothing'}. Passwords are as of then.`,
          ],
        });
      }),
    );
}

/** Links that may have been used since, and mail that was sent since: to send it again would hand them out. */
async function forgetMail(manager: EntityManager): Promise<void> {
  await rows(manager, 'DELETE FROM mailed_tokens');
  await rows(manager, 'DELETE FROM mails WHERE content IS NOT NULL');
}
