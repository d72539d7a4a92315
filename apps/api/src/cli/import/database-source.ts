import pg from 'pg';
import { Refusal } from '../frame/refusal.ts';
import { Headings } from './headings.ts';
import { fieldsOf } from './json-source.ts';
import type { Source, SourceRow } from './source.ts';

/** Rows that are fetched at once. */
const PAGE = 2_000;
const PATIENCE_MS = 10_000;

interface Question {
  readonly url: string;
  readonly query: string;
}

/** Another PostgreSQL, which is only read: in a transaction that cannot write, and a page at a time. */
export function databaseSource(question: Question): Source {
  const headings = new Headings();
  return { headings, rows: rowsOf(question, headings), progress: () => undefined };
}

async function* rowsOf({ url, query }: Question, headings: Headings): AsyncGenerator<SourceRow> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: PATIENCE_MS,
    application_name: 'gatehouse-import',
    // Every value as its text, times in UTC.
    types: { getTypeParser: () => (text: string) => text },
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('BEGIN READ ONLY');
    await client.query("SET LOCAL timezone TO 'UTC'; SET LOCAL datestyle TO 'ISO'");
    await client.query(`DECLARE people NO SCROLL CURSOR FOR ${query.replace(/;\s*$/, '')}`);
  } catch (error) {
    await client.end().catch(() => undefined);
    throw refusal(error);
  }
  try {
    yield* pagesOf(client, headings);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function* pagesOf(client: pg.Client, headings: Headings): AsyncGenerator<SourceRow> {
  for (let line = 0; ; ) {
    const page = await client.query<object>(`FETCH ${PAGE} FROM people`).catch((error) => {
      throw refusal(error);
    });
    if (line === 0) {
      for (const { name } of page.fields) headings.add(name);
      headings.requireEmail();
    }
    for (const record of page.rows) {
      line += 1;
      yield { line, ...fieldsOf(record, headings) };
    }
    if (page.rows.length < PAGE) return;
  }
}

/** The driver's words name neither the password nor what is stored. */
function refusal(error: unknown): Refusal {
  const why = error instanceof Error ? error.message : String(error);
  return new Refusal(`The other database could not be read: ${why}`);
}
