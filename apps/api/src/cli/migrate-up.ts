import { migrate } from '../database/migrate.ts';
import type { Cli } from './frame/cli.ts';
import { leaf } from './frame/leaf.ts';

export function migrateUp(cli: Cli) {
  return leaf('up', 'Bring the database up to date').action((options) =>
    cli.database(
      async ({ dataSource }) => {
        const applied = await migrate(dataSource);
        cli.answer(options, {
          data: { applied },
          words: [...applied.map((name) => `Applied ${name}.`), 'The database is up to date.'],
        });
      },
      { isPrepared: false },
    ),
  );
}
