import { createWriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Option } from '@commander-js/extra-typings';
import { DataSource } from 'typeorm';
import { doneBy } from '../events/done-by.ts';
import { SecurityEvents } from '../events/security-events.ts';
import { accountPages } from './export/account-pages.ts';
import { writerOf } from './export/writer.ts';
import type { Cli } from './frame/cli.ts';
import { leaf } from './frame/leaf.ts';
import { Progress } from './frame/progress.ts';
import { Refusal } from './frame/refusal.ts';
import { fileFormats, formatOf } from './import/open-source.ts';

export function userExport(cli: Cli) {
  return leaf('export', 'Write all accounts into a file, with the columns that import reads')
    .description(
      'Write all accounts into a file, with the columns that import reads. Those that are suspended or closed are left out: elsewhere nothing would keep them so.',
    )
    .argument('[file]', 'a new file; otherwise the standard output')
    .addOption(new Option('--format <format>', 'whatever it is called').choices(fileFormats))
    .option('--with-hashes', 'the hashes of their passwords as well')
    .option('--for-spreadsheets', 'with a mark before what a spreadsheet would compute')
    .action(async (file, options) => {
      const { json, withHashes = false, forSpreadsheets = false } = options;
      const format =
        options.format ?? (file === undefined && json ? 'jsonl' : formatOf(file ?? ''));
      const progress = new Progress(cli.world);
      await cli.application(async (application) => {
        const counts = { accounts: 0, leftOut: 0 };
        const pages = accountPages(application.get(DataSource), { withHashes, counts });
        await pipeline(
          pages,
          async function* (source) {
            for await (const account of source) {
              yield account;
              if (file !== undefined && counts.accounts % 1000 === 0)
                progress.show(counts.accounts);
            }
          },
          writerOf(format, { withHashes, forSpreadsheets }),
          file === undefined ? cli.world.stdout : newFile(file),
          { end: file !== undefined },
        ).catch((error) => {
          throw unwritable(error, file);
        });
        progress.end();
        await application.get(SecurityEvents).record(application.get(DataSource), {
          name: 'sensitive_read',
          ...doneBy(null, { object: 'accounts', count: counts.accounts, hashes: withHashes }),
        });
        const words = `Accounts in ${file}: ${counts.accounts}.`;
        if (file !== undefined) cli.answer(options, { data: { file, ...counts }, words });
        if (counts.leftOut > 0) cli.note(`Left out, suspended or closed: ${counts.leftOut}`);
      });
    });
}

/** For its owner alone, and over nothing. */
function newFile(path: string): Writable {
  return createWriteStream(path, { mode: 0o600, flags: 'wx' });
}

function unwritable(error: NodeJS.ErrnoException, file: string | undefined): Error {
  if (error.code === 'EEXIST') return new Refusal(`${file} is there already. Nothing was written.`);
  return error.syscall === 'open' ? new Refusal(`${file} cannot be written: ${error.code}`) : error;
}
