import { Argument } from '@commander-js/extra-typings';
import { roles } from '@gatehouse/auth-core';
import { DataSource } from 'typeorm';
import { rows } from '../database/rows.ts';
import { UsersService } from '../users/users.service.ts';
import { findAccount, whose } from './frame/accounts.ts';
import type { Cli } from './frame/cli.ts';
import { leaf } from './frame/leaf.ts';
import { Misuse, Refusal } from './frame/refusal.ts';

/** Any number, the same in every process: the name of the lock. */
const FIRST_ADMIN = 4712;

export function userRole(cli: Cli) {
  return leaf('role', 'Give a role to an account')
    .argument('<user>', whose)
    .addArgument(new Argument('<role>', 'what it may do from now on').choices(roles))
    .option('--first', 'only while there is no admin, for the first one')
    .action((named, role, options) => {
      if (options.first && role !== 'admin') throw new Misuse('--first is for the first admin.');
      return cli.application(async (application) => {
        const database = application.get(DataSource);
        const { id } = await findAccount(database, named);
        const change = () => application.get(UsersService).changeRole(null, id, role);
        await (options.first ? whileThereIsNone(database, change) : change());
        const account = await findAccount(database, id);
        cli.answer(options, {
          data: account,
          words: `${account.username} is ${role === 'admin' ? 'an admin' : `a ${role}`} now.`,
        });
      });
    });
}

/** Of two calls at once the second finds what the first has made. */
async function whileThereIsNone(
  database: DataSource,
  change: () => Promise<unknown>,
): Promise<void> {
  const runner = database.createQueryRunner();
  try {
    await runner.query('SELECT pg_advisory_lock($1)', [FIRST_ADMIN]);
    const [found] = await rows(runner.manager, "SELECT FROM users WHERE role = 'admin' LIMIT 1");
    if (found) throw new Refusal('Nothing was changed: there is an admin already.');
    await change();
  } finally {
    await runner.query('SELECT pg_advisory_unlock($1)', [FIRST_ADMIN]).catch(() => undefined);
    await runner.release();
  }
}
