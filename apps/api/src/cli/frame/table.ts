import type { Paint } from './paint.ts';

export type Cell = string | number | boolean | Date | null | undefined;

/** Ends of lines, turns of direction and orders to a terminal: none of them is a part of a text. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** As a person reads it. */
export function shown(cell: Cell): string {
  if (cell === null || cell === undefined || cell === '') return '-';
  if (cell instanceof Date) return cell.toISOString().replace(/\.\d{3}Z$/, 'Z');
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  return String(cell).replace(unseen, '\u{fffd}');
}

/** To the second, which is enough to find something in a log. */
export function time(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}

/** Columns as wide as they need to be. */
export function table(heads: readonly string[], rows: readonly (readonly Cell[])[]) {
  return (paint: Paint): string[] => {
    const texts = rows.map((row) => row.map(shown));
    const widths = heads.map((head, at) =>
      Math.max(head.length, ...texts.map((row) => lengthOf(row[at] ?? ''))),
    );
    const line = (cells: readonly string[]): string =>
      cells
        .map((cell, at) => padded(cell, widths[at] ?? 0))
        .join('  ')
        .trimEnd();
    return [paint('bold', line(heads)), ...texts.map(line)];
  };
}

/** One thing, a line for each of its sides. */
export function sheet(entries: readonly (readonly [name: string, value: Cell])[]) {
  return (paint: Paint): string[] => {
    const width = Math.max(...entries.map(([name]) => name.length));
    return entries.map(([name, value]) => `${paint('bold', name.padEnd(width))}  ${shown(value)}`);
  };
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - lengthOf(text)));
}

function lengthOf(text: string): number {
  return [...text].length;
}
