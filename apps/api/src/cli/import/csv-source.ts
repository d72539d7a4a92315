import type { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { Refusal } from '../frame/refusal.ts';
import type { Column } from './columns.ts';
import { Headings } from './headings.ts';
import type { Source, SourceRow } from './source.ts';

/** Bytes of one row. A quote that is never closed ends here, and not with the memory. */
const ROW_MAX = 64 * 1024;

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** RFC 4180: the first line names the columns, in any order. */
export function csvSource(input: Readable, progress: Source['progress']): Source {
  const headings = new Headings();
  return { headings, rows: rowsOf(input, headings), progress };
}

async function* rowsOf(input: Readable, headings: Headings): AsyncGenerator<SourceRow> {
  const parser = parse({
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: ROW_MAX,
  });
  input.on('error', (error) => parser.destroy(error));
  let head: readonly (Column | undefined)[] | undefined;
  try {
    for await (const { record, info } of input.pipe(parser) as AsyncIterable<Parsed>) {
      if (head) yield { line: info.lines, ...cellsOf(head, record) };
      else {
        head = record.map((heading) => headings.add(heading));
        headings.requireEmail();
      }
    }
  } catch (error) {
    throw error instanceof CsvError ? new Refusal(wordsOf(error)) : error;
  }
  if (!head) throw new Refusal('The file is empty.');
}

function cellsOf(head: readonly (Column | undefined)[], record: readonly string[]) {
  if (record.length !== head.length)
    return { problem: `has ${record.length} columns, and the first line has ${head.length}` };
  return {
    fields: Object.fromEntries(
      head.flatMap((column, at) => (column ? [[column, record[at] ?? '']] : [])),
    ),
  };
}

/** Never what stands there: it may be a hash. */
function wordsOf({ code, lines }: CsvError): string {
  const where = typeof lines === 'number' ? `Line ${lines}` : 'The file';
  if (code === 'CSV_MAX_RECORD_SIZE')
    return `${where} is longer than ${ROW_MAX} bytes: a quote before it may never be closed.`;
  return `${where} is no CSV (${code}). Nothing after it was read.`;
}
