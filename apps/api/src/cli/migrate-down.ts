import { lastMigration, revertLast } from '../database/migrate.ts';
import type { Cli } from './frame/cli.ts';
import { leaf } from './frame/leaf.ts';
import { Refusal } from './frame/refusal.ts';

export function migrateDown(cli: Cli) {
  return leaf('down', 'Undo the last migration')
    .description(
      'Undo the last migration. What only its tables and columns hold is lost. Stop the processes of this release first: one that starts on the embedded database applies it again.',
    )
    .option('--yes', 'without a question')
    .action((options) =>
      cli.database(
        async ({ dataSource }) => {
          const last = await lastMigration(dataSource);
          if (!last) throw new Refusal('There is no migration to undo.');
          if (!last.isKnown)
            throw new Refusal(
              `${last.name} is of another release, which alone can undo it. Run migrate down there.`,
            );
          await cli.prompt.confirm(`Undo ${last.name}, with all that only it holds?`, options);
          if (!(await revertLast(dataSource, last.name)))
            throw new Refusal(
              'Somebody else has changed the database meanwhile. Nothing was undone.',
            );
          cli.answer(options, { data: { reverted: last.name }, words: `Undone: ${last.name}.` });
        },
        { isPrepared: false },
      ),
    );
}
