import { Option } from '@commander-js/extra-typings';
import { PasswordHasher } from '@gatehouse/auth-core/password';
import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { newSecretKey } from '../config/secret-keys.ts';
import { SecurityEvents } from '../events/security-events.ts';
import type { Cli } from './frame/cli.ts';
import { leaf } from './frame/leaf.ts';
import { Progress } from './frame/progress.ts';
import { Refusal } from './frame/refusal.ts';
import { AccountWriter } from './import/account-writer.ts';
import { FileJudge } from './import/file-judge.ts';
import { Importer } from './import/importer.ts';
import { fileFormats, openSource } from './import/open-source.ts';
import { RefusalReport } from './import/refusal-report.ts';
import type { Source } from './import/source.ts';
import { Tally } from './import/tally.ts';

interface Options {
  readonly json?: true | undefined;
  readonly dryRun?: true | undefined;
  readonly onConflict: 'skip' | 'fail';
  readonly report?: string | undefined;
  readonly usernameFrom?: 'email' | undefined;
  readonly withoutPasswords?: true | undefined;
}

export function userImport(cli: Cli) {
  return leaf('import', 'Bring accounts in from another system, with their passwords as they are')
    .description(
      'Bring accounts in from another system, with their passwords as they are. A first line names the columns, in any order: username,email,name,role,password_hash,created_at,email_verified. Interrupted, it is run again: whose address is there already is skipped. docs/how-to/move-in.md tells more.',
    )
    .argument('[file]', 'CSV, or a JSON object a line; - for the standard input')
    .addOption(new Option('--format <format>', 'whatever it is called').choices(fileFormats))
    .option('--from <url>', 'no file, but another database: postgres://…')
    .option('--query <select>', 'what to ask it, with these columns')
    .option('--dry-run', 'write nothing: count hash formats, and tell what would be refused')
    .option('--report <path>', 'write every refused row there, with its line and reason, as CSV')
    .addOption(
      new Option('--on-conflict <what>', 'what to do about accounts that are there already')
        .choices(['skip', 'fail'] as const)
        .default('skip' as const),
    )
    .addOption(
      new Option('--username-from <column>', 'make one where there is none').choices([
        'email',
      ] as const),
    )
    .option('--without-passwords', 'also people without a usable hash: they choose one by mail')
    .action(async (file, options) => {
      const source = await openSource(file, options, cli.world.stdin);
      const tally = new Tally();
      await cli.application((application) => bringIn(cli, { application, source, tally }, options));
      if (tally.refused > 0)
        throw new Refusal(
          `Rows that were refused: ${tally.refused}. Mend them, and run the same again: what is there is skipped.`,
        );
    });
}

interface Parts {
  readonly application: INestApplicationContext;
  readonly source: Source;
  readonly tally: Tally;
}

async function bringIn(
  cli: Cli,
  { application, source, tally }: Parts,
  options: Options,
): Promise<void> {
  const report = new RefusalReport(options.report);
  await report.open();
  const progress = new Progress(cli.world);
  const { withoutPasswords = false, usernameFrom, dryRun = false, onConflict } = options;
  // Of a text that nobody has seen: a log-in takes as long as everybody's, and never succeeds.
  const noPassword = await application.get(PasswordHasher).hash(newSecretKey());
  const importer = new Importer(
    {
      database: application.get(DataSource),
      judge: new FileJudge({ withoutPasswords, namesFromEmail: usernameFrom === 'email' }),
      writer: new AccountWriter(application.get(SecurityEvents), noPassword),
      tally,
      report,
      progress,
      signal: cli.world.interruption(),
    },
    { isDry: dryRun, isAllOrNothing: onConflict === 'fail' },
  );
  try {
    await importer.run(source);
  } finally {
    progress.end();
    await report.close();
  }
  const { unread } = source.headings;
  if (unread.length > 0) cli.note(`Columns that were not read: ${unread.join(', ')}`);
  tally.tell(cli, options);
}
