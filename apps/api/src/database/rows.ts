import type { DataSource, EntityManager } from 'typeorm';

/** Runs one statement and answers its rows, those of UPDATE and DELETE with RETURNING included. */
export async function rows<Row>(
  database: DataSource | EntityManager,
  statement: string,
  parameters: readonly unknown[] = [],
): Promise<Row[]> {
  const result: unknown = await database.query(statement, [...parameters]);
  // TypeORM answers [rows, count] for UPDATE and DELETE, and rows for everything else.
  const answered = Array.isArray(result) && Array.isArray(result[0]) ? result[0] : result;
  return answered as Row[];
}
