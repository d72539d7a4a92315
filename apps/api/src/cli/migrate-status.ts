import { listMigrations } from '../database/migrate.ts';
import type { Cli } from './frame/cli.ts';
import { leaf } from './frame/leaf.ts';
import { table } from './frame/table.ts';

export function migrateStatus(cli: Cli) {
  return leaf('status', 'List migrations, and whether the database has them').action((options) =>
    cli.database(
      async ({ dataSource }) => {
        const migrations = await listMigrations(dataSource);
        cli.answer(options, {
          data: migrations,
          words: table(
            ['MIGRATION', 'STATE'],
            migrations.map(({ name, isApplied, isKnown }) => [
              name,
              isKnown ? (isApplied ? 'applied' : 'missing') : 'applied, of another release',
            ]),
          ),
        });
        if (migrations.some(({ isApplied }) => !isApplied))
          cli.note('Apply what is missing with: npm run gatehouse -- migrate up');
      },
      { isPrepared: false },
    ),
  );
}
