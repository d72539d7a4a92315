import { findAccount, sidesOf, whose } from './frame/accounts.ts';
import type { Cli } from './frame/cli.ts';
import { leaf } from './frame/leaf.ts';
import { sheet } from './frame/table.ts';

export function userShow(cli: Cli) {
  return leaf('show', 'Show an account')
    .argument('<user>', whose)
    .action((named, options) =>
      cli.database(async ({ dataSource }) => {
        const account = await findAccount(dataSource, named);
        cli.answer(options, { data: account, words: sheet(sidesOf(account)) });
      }),
    );
}
