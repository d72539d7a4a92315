import { type AccountSort, paths, type SortDirection } from '@gatehouse/auth-core';
import { useNavigate } from '@tanstack/react-router';
import { ArrowDown, ArrowUp, ArrowUpDown } from 'lucide-react';
import { stringifySearchText } from '../navigation/search-text.ts';
import { type AccountSearch, changed } from './account-search.ts';

interface SortHeaderProps {
  sort: AccountSort;
  label: string;
  search: AccountSearch;
}

const icons = { ascending: ArrowUp, descending: ArrowDown } as const;

/** The head of a column that sorts by it: names from A, times from the newest, and the other way when asked again. */
export function SortHeader({ sort, label, search }: SortHeaderProps) {
  const navigate = useNavigate();
  const { sort: current = 'username', direction = 'ascending' } = search;
  const isSorted = current === sort;
  const Icon = isSorted ? icons[direction] : ArrowUpDown;

  const next = (): SortDirection => {
    if (isSorted) return direction === 'ascending' ? 'descending' : 'ascending';
    return sort === 'username' ? 'ascending' : 'descending';
  };
  const sortByIt = () =>
    navigate({
      href: paths.admin + stringifySearchText({ ...changed(search, { sort, direction: next() }) }),
      resetScroll: false,
    });

  return (
    <th scope="col" aria-sort={isSorted ? direction : 'none'}>
      <button type="button" className="sort" onClick={() => void sortByIt()}>
        {label} <Icon aria-hidden className="icon" />
      </button>
    </th>
  );
}
