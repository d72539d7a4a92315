import { DataSource } from 'typeorm';
import { CoherentTransaction } from '../announcements/coherent-transaction.ts';
import { AccountClosing } from '../closing/account-closing.ts';
import { dueDate } from '../closing/closed-account.ts';
import { findAccount, whose } from './frame/accounts.ts';
import type { Cli } from './frame/cli.ts';
import { leaf } from './frame/leaf.ts';
import { Refusal } from './frame/refusal.ts';

export function userDelete(cli: Cli) {
  return leaf('delete', 'Delete an account')
    .description(
      'Delete an account, with its sessions, messages and the address of its orders. Where DELETION_GRACE gives it time it is closed at once and can be restored until then.',
    )
    .argument('<user>', whose)
    .option('--yes', 'without a question')
    .action((named, options) =>
      cli.application(async (application) => {
        const account = await findAccount(application.get(DataSource), named);
        const { id, username, email, deletionDueAt } = account;
        const closing = application.get(AccountClosing);
        if (closing.hasGrace && deletionDueAt) {
          const day = dueDate({ username, dueAt: new Date(deletionDueAt) });
          throw new Refusal(
            `${username} is closed already, and deleted on ${day}. To delete it now: DELETION_GRACE=0 gatehouse user delete ${username}`,
          );
        }
        const what = closing.hasGrace ? 'Close' : 'Delete, for good,';
        await cli.prompt.confirm(`${what} the account of ${username} (${email})?`, options);
        const closed = await application
          .get(CoherentTransaction)
          .run((manager) => closing.close(manager, null, id));
        cli.answer(options, {
          data: { id, username, deletionDueAt: closed?.dueAt ?? null },
          words: closed
            ? `${username} is closed, and deleted on ${dueDate(closed)}. Until then: gatehouse user restore ${username}`
            : `${username} is deleted.`,
        });
      }),
    );
}
