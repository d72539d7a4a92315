import { DataSource } from 'typeorm';
import { doneBy } from '../events/done-by.ts';
import { SecurityEvents } from '../events/security-events.ts';
import { PasswordFailures } from '../limits/password-failures.ts';
import { findAccount, whose } from './frame/accounts.ts';
import type { Cli } from './frame/cli.ts';
import { leaf } from './frame/leaf.ts';

export function userUnlock(cli: Cli) {
  return leaf('unlock', 'Forget the wrong passwords of an account that takes no right one any more')
    .argument('<user>', whose)
    .action((named, options) =>
      cli.application(async (application) => {
        const database = application.get(DataSource);
        const { id, username, failures } = await findAccount(database, named);
        await database.transaction(async (manager) => {
          await application.get(PasswordFailures).forget(manager, id);
          const deed = doneBy(null, { action: 'unlocked' });
          await application
            .get(SecurityEvents)
            .record(manager, { name: 'authz_admin', userId: id, ...deed });
        });
        cli.answer(options, {
          data: { id, username, forgotten: failures },
          words: `${username} can log in again. Wrong passwords forgotten: ${failures}.`,
        });
      }),
    );
}
