import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { Misuse, Refusal } from '../frame/refusal.ts';
import { csvSource } from './csv-source.ts';
import { databaseSource } from './database-source.ts';
import { jsonSource } from './json-source.ts';
import type { Source } from './source.ts';

export const fileFormats = ['csv', 'jsonl'] as const;
export type FileFormat = (typeof fileFormats)[number];

export interface SourceOptions {
  readonly from?: string | undefined;
  readonly query?: string | undefined;
  readonly format?: FileFormat | undefined;
}

/** @param file a path; `-` for the standard input; undefined where a database is asked */
export async function openSource(
  file: string | undefined,
  { from, query, format }: SourceOptions,
  stdin: Readable,
): Promise<Source> {
  if ((file === undefined) === (from === undefined))
    throw new Misuse('Say where people come from: a file, or --from and --query.');
  if ((from === undefined) !== (query === undefined))
    throw new Misuse('--from and --query belong together.');
  if (from !== undefined && query !== undefined) return ofDatabase(from, query);
  const path = file ?? '-';
  const read = (format ?? formatOf(path)) === 'jsonl' ? jsonSource : csvSource;
  if (path === '-') return read(stdin, () => undefined);
  const size = await sizeOf(path);
  const input = createReadStream(path);
  return read(input, () => input.bytesRead / size);
}

/** As its name says. */
export function formatOf(path: string): FileFormat {
  return /\.(?:jsonl|ndjson|json)$/i.test(path) ? 'jsonl' : 'csv';
}

function ofDatabase(url: string, query: string): Source {
  if (!/^postgres(?:ql)?:\/\//.test(url))
    throw new Misuse(
      '--from takes postgres://… only. docs/how-to/move-in.md has a command that makes a file of MySQL and SQLite.',
    );
  return databaseSource({ url, query });
}

async function sizeOf(path: string): Promise<number> {
  try {
    const file = await open(path);
    const { size } = await file.stat().finally(() => file.close());
    return Math.max(size, 1);
  } catch (error) {
    throw new Refusal(`${path} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}
