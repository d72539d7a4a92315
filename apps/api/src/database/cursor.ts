import { AppError, type Page } from '@gatehouse/auth-core';

// The calendar of PostgreSQL has no year 0.
const isoTime = /^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Where a page ended: the sort key of its last item. Opaque to clients, harmless when forged. */
function encodeCursor(key: readonly string[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** The cursor of a list that is sorted by time. */
export function decodeTimeCursor(cursor: string): { createdAt: string; id: string } {
  const [createdAt = '', id = ''] = decodeCursor(cursor, 2);
  if (!isTime(createdAt) || !uuid.test(id)) throw unknownCursor();
  return { createdAt, id };
}

/**
 * The cursor of a list that is sorted by a text, or by a time in microseconds, and by id.
 * @throws AppError `validation_failed`
 */
export function decodeSortCursor(
  cursor: string,
  type: 'text' | 'timestamptz',
): readonly [string, string] {
  const [key = '', id = ''] = decodeCursor(cursor, 2);
  const isKey = type === 'text' || key === '-infinity' || isTime(key.replace(/\d{3}Z$/, 'Z'));
  if (!isKey || !uuid.test(id)) throw unknownCursor();
  return [key, id];
}

/** A day that is in the calendar: JavaScript reads 31 February as 3 March, PostgreSQL does not read it. */
function isTime(text: string): boolean {
  if (!isoTime.test(text)) return false;
  const time = new Date(text);
  return !Number.isNaN(time.getTime()) && time.toISOString() === text;
}

/** @throws AppError `validation_failed` for anything that this system did not make */
export function decodeCursor(cursor: string, length: number): readonly string[] {
  const key = parsed(cursor);
  const isKey =
    Array.isArray(key) && key.length === length && key.every((part) => typeof part === 'string');
  if (!isKey || key.some((part: string) => part.includes('\0'))) throw unknownCursor();
  return key;
}

/** Cuts what was read, one item more than a page, into the page and the cursor of the next. */
export function pageOf<Row, Item>(
  found: readonly Row[],
  limit: number,
  { toItem, keyOf }: { toItem: (row: Row) => Item; keyOf: (row: Row) => readonly string[] },
): Page<Item> {
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(toItem),
    nextCursor: found.length > limit && last ? encodeCursor(keyOf(last)) : null,
  };
}

function unknownCursor(): AppError {
  return new AppError('validation_failed', {
    fields: { cursor: ['Use a cursor from an earlier answer.'] },
  });
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
