import { suspensionSchema } from '@gatehouse/auth-core';
import { DataSource } from 'typeorm';
import { AccountWrites } from '../admin/account-writes.ts';
import { parseBody } from '../http/validation.ts';
import { findAccount, whose } from './frame/accounts.ts';
import type { Cli } from './frame/cli.ts';
import { leaf } from './frame/leaf.ts';

export function userSuspend(cli: Cli) {
  return leaf('suspend', 'Keep an account from logging in, and end its sessions')
    .argument('<user>', whose)
    .requiredOption('--reason <text>', 'why, for admins; its person is not told')
    .action((named, options) =>
      cli.application(async (application) => {
        const database = application.get(DataSource);
        const { id, sessions } = await findAccount(database, named);
        const { reason } = parseBody(suspensionSchema, { reason: options.reason });
        const act = { id, actor: null, browser: null };
        await application.get(AccountWrites).suspend(act, reason);
        const account = await findAccount(database, id);
        cli.answer(options, {
          data: account,
          words: `${account.username} is suspended. Sessions that are over: ${sessions - account.sessions}.`,
        });
      }),
    );
}
