import type { Column } from './columns.ts';
import type { Headings } from './headings.ts';

/** A person, as the other system tells of them; or why the row cannot be read. */
export type SourceRow = { readonly line: number } & (
  | { readonly fields: Partial<Record<Column, string>> }
  | { readonly problem: string }
);

/** Where people come from, a row at a time: however many there are, few are in memory. */
export interface Source {
  readonly headings: Headings;
  readonly rows: AsyncIterable<SourceRow>;
  /** How much of it has been read, from 0 to 1, where that is known. */
  readonly progress: () => number | undefined;
}

/** As a text: what other systems call true, a number or nothing at all comes in many types. */
export function cellOf(value: unknown): string | undefined {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}
