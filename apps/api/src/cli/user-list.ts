import { Option } from '@commander-js/extra-typings';
import { roles } from '@gatehouse/auth-core';
import { rows } from '../database/rows.ts';
import { type Account, accountColumns, stateOf, states } from './frame/accounts.ts';
import type { Cli } from './frame/cli.ts';
import { leaf } from './frame/leaf.ts';
import { table } from './frame/table.ts';
import { count } from './frame/values.ts';

export function userList(cli: Cli) {
  return leaf('list', 'List accounts by username')
    .option('--search <text>', 'only those with this in their username, name or e-mail address')
    .addOption(new Option('--role <role>', 'only those with this role').choices(roles))
    .addOption(new Option('--state <state>', 'only those in this state').choices(states))
    .option('--limit <count>', 'so many at most', count, 100)
    .action((options) =>
      cli.database(async ({ dataSource }) => {
        const { search, role, state, limit } = options;
        const found = await rows<Account>(
          dataSource,
          `SELECT * FROM (SELECT ${accountColumns} FROM users u) a
            WHERE ($1::text IS NULL OR strpos(lower(concat_ws(chr(10), username, name, email)), lower($1)) > 0)
              AND ($2::text IS NULL OR role = $2)
              AND ($3::text IS NULL OR $3 = CASE WHEN "suspendedAt" IS NULL THEN 'active' ELSE 'suspended' END)
            ORDER BY lower(username) LIMIT $4`,
          [search, role, state, limit + 1],
        );
        const accounts = found.slice(0, limit);
        cli.answer(options, { data: accounts, words: tableOf(accounts) });
        if (found.length > limit) cli.note(`There are more: --limit ${limit * 2}, or --search`);
      }),
    );
}

function tableOf(accounts: readonly Account[]) {
  return table(
    ['USERNAME', 'E-MAIL', 'NAME', 'ROLE', 'STATE', 'SESSIONS', 'LAST LOG-IN'],
    accounts.map((account) => [
      account.username,
      account.email,
      account.name,
      account.role,
      stateOf(account),
      account.sessions,
      account.lastLogInAt,
    ]),
  );
}
