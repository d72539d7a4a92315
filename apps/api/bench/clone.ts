import type { BenchDatabase } from './bench-database.ts';

interface Copies {
  readonly table: 'users' | 'sessions';
  /** The row that all of them are like. */
  readonly id: string;
  /** Expressions for the columns that differ. */
  readonly changes: Readonly<Record<string, string>>;
  /** Where the differences come from; begins with $2. */
  readonly source: string;
  readonly parameters: readonly unknown[];
}

/** Many rows like one that the product made: whatever columns there are, they are filled as it fills them. */
export async function clone(database: BenchDatabase, copies: Copies): Promise<void> {
  const { table, id, changes, source, parameters } = copies;
  const columns = await database.rows<{ name: string }>(
    `SELECT quote_ident(column_name) AS name FROM information_schema.columns
      WHERE table_name = $1 AND table_schema = 'public' AND is_generated = 'NEVER' AND is_identity = 'NO'`,
    [table],
  );
  const names = columns.map(({ name }) => name);
  await database.rows(
    `INSERT INTO ${table} (${names.join(', ')})
     SELECT ${names.map((name) => changes[name] ?? `model.${name}`).join(', ')}
       FROM ${table} model, ${source} WHERE model.id = $1`,
    [id, ...parameters],
  );
}
