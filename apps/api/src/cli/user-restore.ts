import { DataSource } from 'typeorm';
import { AccountWrites } from '../admin/account-writes.ts';
import { CoherentTransaction } from '../announcements/coherent-transaction.ts';
import { AccountClosing } from '../closing/account-closing.ts';
import { findAccount, whose } from './frame/accounts.ts';
import type { Cli } from './frame/cli.ts';
import { leaf } from './frame/leaf.ts';
import { Refusal } from './frame/refusal.ts';

export function userRestore(cli: Cli) {
  return leaf('restore', 'Open an account again that is suspended, or closed and not deleted yet')
    .argument('<user>', whose)
    .action((named, options) =>
      cli.application(async (application) => {
        const database = application.get(DataSource);
        const { id, username, suspendedAt, deletionDueAt } = await findAccount(database, named);
        if (!suspendedAt && !deletionDueAt)
          throw new Refusal(`${username} is neither suspended nor closed.`);
        const act = { id, actor: null, browser: null };
        if (suspendedAt) await application.get(AccountWrites).endSuspension(act);
        if (deletionDueAt)
          await application
            .get(CoherentTransaction)
            .run((manager) => application.get(AccountClosing).restore(manager, null, id));
        cli.answer(options, {
          data: await findAccount(database, id),
          words: `${username} can log in again.`,
        });
      }),
    );
}
