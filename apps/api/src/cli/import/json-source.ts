import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Column } from './columns.ts';
import { Headings } from './headings.ts';
import { cellOf, type Source, type SourceRow } from './source.ts';

/** An object a line, with the columns as its keys. */
export function jsonSource(input: Readable, progress: Source['progress']): Source {
  const headings = new Headings();
  return { headings, rows: rowsOf(input, headings), progress };
}

async function* rowsOf(input: Readable, headings: Headings): AsyncGenerator<SourceRow> {
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  // What breaks the input breaks whoever waits for a line as well.
  const broken = new Promise<never>((_, reject) => input.once('error', reject));
  broken.catch(() => lines.close());
  let line = 0;
  for await (const text of lines) {
    line += 1;
    const bare = text.replace(/^\u{feff}/u, '').trim();
    if (bare !== '') yield { line, ...fieldsOf(objectOf(bare), headings) };
  }
  if (input.errored) await broken;
}

function objectOf(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** @param record as it came, each of its values of any type */
export function fieldsOf(record: object | undefined, headings: Headings) {
  if (!record) return { problem: 'is no JSON object' };
  const fields: Partial<Record<Column, string>> = {};
  for (const [heading, value] of Object.entries(record)) {
    const column = headings.add(heading);
    if (!column) continue;
    const cell = cellOf(value);
    if (cell === undefined) return { problem: `${column}: is no text` };
    fields[column] = cell;
  }
  return { fields };
}
