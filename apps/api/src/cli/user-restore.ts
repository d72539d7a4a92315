import { DataSource } from 'typeorm';
import { AccountWrites } from '../admin/account-writes.ts';
import { findAccount, whose } from './frame/accounts.ts';
import type { Cli } from './frame/cli.ts';
import { leaf } from './frame/leaf.ts';
import { Refusal } from './frame/refusal.ts';

export function userRestore(cli: Cli) {
  return leaf('restore', 'Let a suspended account log in again')
    .argument('<user>', whose)
    .action((named, options) =>
      cli.application(async (application) => {
        const database = application.get(DataSource);
        const { id, username, suspendedAt } = await findAccount(database, named);
        if (!suspendedAt) throw new Refusal(`${username} is not suspended.`);
        const act = { id, actor: null, browser: null };
        await application.get(AccountWrites).endSuspension(act);
        cli.answer(options, {
          data: await findAccount(database, id),
          words: `${username} can log in again.`,
        });
      }),
    );
}
