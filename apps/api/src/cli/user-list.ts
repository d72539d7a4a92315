import { Option } from '@commander-js/extra-typings';
import { type AdminUser, accountSorts, accountStates, roles } from '@gatehouse/auth-core';
import { Accounts } from '../admin/accounts.ts';
import { stateOf } from './frame/accounts.ts';
import type { Cli } from './frame/cli.ts';
import { leaf } from './frame/leaf.ts';
import { table, time } from './frame/table.ts';
import { count } from './frame/values.ts';

export function userList(cli: Cli) {
  return leaf('list', 'List accounts')
    .option('--search <text>', 'only those with this in their username, name or e-mail address')
    .addOption(new Option('--role <role>', 'only those with this role').choices(roles))
    .addOption(new Option('--state <state>', 'only those in this state').choices(accountStates))
    .addOption(
      new Option('--sort <by>', 'in this order').choices(accountSorts).default('username' as const),
    )
    .option(
      '--foreign-hash',
      'only those whose password another system has hashed, until they log in',
    )
    .option('--descending', 'the other way round')
    .option('--limit <count>', 'so many at most', count, 100)
    .action((options) =>
      cli.database(async ({ dataSource }) => {
        const { descending = false, limit, ...query } = options;
        const direction = descending ? 'descending' : 'ascending';
        const found = await new Accounts(dataSource).list({ ...query, direction, limit });
        cli.answer(options, { data: found.items, words: tableOf(found.items) });
        if (found.nextCursor) cli.note(`There are more: --limit ${limit * 10}, or --search`);
      }),
    );
}

function tableOf(accounts: readonly AdminUser[]) {
  return table(
    ['USERNAME', 'E-MAIL', 'NAME', 'ROLE', 'STATE', 'SESSIONS', 'LAST LOG-IN'],
    accounts.map((account) => [
      account.username,
      account.email,
      account.name,
      account.role,
      stateOf(account),
      account.sessions,
      time(account.lastLogInAt),
    ]),
  );
}
