import { DataSource } from 'typeorm';
import { findAccount, whose } from './frame/accounts.ts';
import type { Cli } from './frame/cli.ts';
import { leaf } from './frame/leaf.ts';
import { sendLink, wordsOf } from './frame/reset-link.ts';

export function userPasswordReset(cli: Cli) {
  return leaf('password-reset', 'Let somebody choose a new password')
    .description(
      'Let somebody choose a new password, by a link that is good once and not for long. It is mailed to the address of the account; where there is no mail it is printed, to be handed over. The old password goes on until the link is used.',
    )
    .argument('<user>', whose)
    .option('--print', 'print the link, although there is mail')
    .action((named, options) =>
      cli.application(async (application) => {
        const { id, username, email } = await findAccount(application.get(DataSource), named);
        const sent = await sendLink(application, id, options.print ?? false);
        cli.answer(options, { data: { id, username, ...sent }, words: wordsOf(sent, email) });
      }),
    );
}
