import {
  type AccountSort,
  type AccountState,
  accountSorts,
  accountStates,
  type Role,
  roles,
  type SortDirection,
  sortDirections,
} from '@gatehouse/auth-core';
import { known, pick } from '../navigation/search-text.ts';

/** What the address says of the list of accounts; all of it is optional. */
export interface AccountSearch {
  readonly search?: string;
  readonly role?: Role;
  readonly state?: AccountState;
  readonly sort?: AccountSort;
  readonly direction?: SortDirection;
  readonly cursor?: string;
  readonly trail?: string;
}

/** An address may be typed: what it may not say is left out. */
export function accountSearch(search: Record<string, unknown>): AccountSearch {
  return {
    ...pick(search, 'search', 'cursor', 'trail'),
    ...known('role', roles, search),
    ...known('state', accountStates, search),
    ...known('sort', accountSorts, search),
    ...known('direction', sortDirections, search),
  };
}

/** The same list from its start, some of it changed. */
export function changed(search: AccountSearch, change: AccountSearch): AccountSearch {
  const { cursor: _, trail: __, ...rest } = search;
  return { ...rest, ...change };
}
