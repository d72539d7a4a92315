import type { AccountSort, SortDirection } from '@gatehouse/auth-core';
import { decodeSortCursor } from '../database/cursor.ts';

/** How a list is sorted: by a column with an index, and by id where that is equal. */
interface AccountOrder {
  readonly column: string;
  /** What a cursor holds of it: all of it, or rows of one millisecond would be lost. */
  readonly key: string;
  readonly type: 'text' | 'timestamptz';
}

const orders: Readonly<Record<AccountSort, AccountOrder>> = {
  username: { column: 'u.username_canonical', key: 'u.username_canonical', type: 'text' },
  createdAt: byTime('u.created_at'),
  lastLogInAt: byTime('u.last_log_in_at'),
};

/** The parts of a statement that reads on from a cursor. */
export interface SortedBy {
  readonly key: string;
  readonly orderBy: string;
  /** What comes after the cursor; its values are `$1` and `$2`. */
  readonly after: string;
  readonly values: readonly (string | null)[];
}

/** @throws AppError `validation_failed` for a cursor of another list */
export function sortedBy(
  sort: AccountSort,
  direction: SortDirection,
  cursor: string | undefined,
): SortedBy {
  const { column, key, type } = orders[sort];
  const [word, sign] = direction === 'ascending' ? ['ASC', '>'] : ['DESC', '<'];
  return {
    key,
    orderBy: `${column} ${word}, u.id ${word}`,
    after: cursor === undefined ? '' : `AND (${column}, u.id) ${sign} ($1::${type}, $2::uuid)`,
    values: cursor === undefined ? [] : decodeSortCursor(cursor, type),
  };
}

function byTime(column: string): AccountOrder {
  const text = `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
  const key = `CASE WHEN isfinite(${column}) THEN ${text} ELSE '-infinity' END`;
  return { column, key, type: 'timestamptz' };
}
