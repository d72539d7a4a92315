import type { Api } from './api.ts';

/** Every row of every table as text, but for the column where a hash belongs, and for the counts of what happened. */
export async function dumpOf({ database }: Api): Promise<string> {
  const tables: { name: string }[] = await database.query(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_name <> 'event_counts'`,
  );
  const rows = await Promise.all(
    tables.map(
      ({ name }): Promise<{ row: string }[]> =>
        database.query(`SELECT (to_jsonb(t) - 'password_hash')::text AS row FROM "${name}" t`),
    ),
  );
  return rows.flatMap((table) => table.map(({ row }) => row)).join('\n');
}
