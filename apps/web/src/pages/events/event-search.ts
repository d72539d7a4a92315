import type { EventFilter } from '@gatehouse/client-sdk/admin';
import { pick } from '../navigation/search-text.ts';

/** What the address says of the list of events; all of it is optional. Days are those of whoever looks. */
export interface EventSearch {
  readonly name?: string;
  readonly user?: string;
  readonly from?: string;
  readonly to?: string;
  readonly cursor?: string;
  readonly trail?: string;
}

/** A year of four digits, and a day that most months have; the others end in the next one. */
const day = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** An address may be typed: what it may not say is left out. */
export function eventSearch(search: Record<string, unknown>): EventSearch {
  return {
    ...pick(search, 'user', 'cursor', 'trail'),
    ...shaped('name', /^[a-z_]{1,64}$/, search),
    ...shaped('from', day, search),
    ...shaped('to', day, search),
  };
}

/** The same in the words of the API: moments, from the start of the first day to the end of the last. */
export function eventQuery({ name, user, from, to }: EventSearch): EventFilter {
  return {
    name,
    user,
    from: from && startOf(from, 0).toISOString(),
    to: to && startOf(to, 1).toISOString(),
  };
}

function shaped<Name extends 'name' | 'from' | 'to'>(
  name: Name,
  shape: RegExp,
  search: Record<string, unknown>,
): { [name in Name]?: string } {
  return shape.test(String(search[name])) ? pick(search, name) : {};
}

function startOf(text: string, later: number): Date {
  const [year = 0, month = 1, date = 1] = text.split('-').map(Number);
  return new Date(year, month - 1, date + later);
}
