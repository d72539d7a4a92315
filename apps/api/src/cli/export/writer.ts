import { type Duplex, Transform } from 'node:stream';
import { stringify } from 'csv-stringify';
import { columns } from '../import/columns.ts';
import type { FileFormat } from '../import/open-source.ts';

interface WriterOptions {
  readonly withHashes: boolean;
  readonly forSpreadsheets: boolean;
}

/** Takes accounts, and hands out the bytes of a file. */
export function writerOf(
  format: FileFormat,
  { withHashes, forSpreadsheets }: WriterOptions,
): Duplex {
  if (format === 'jsonl') return jsonLines();
  const written = columns.filter((column) => withHashes || column !== 'password_hash');
  return stringify({ header: true, columns: written, escape_formulas: forSpreadsheets });
}

function jsonLines(): Duplex {
  return new Transform({
    writableObjectMode: true,
    transform: (account, _encoding, done) => done(null, `${JSON.stringify(account)}\n`),
  });
}
