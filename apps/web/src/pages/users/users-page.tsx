import { paths } from '@gatehouse/auth-core';
import { getRouteApi } from '@tanstack/react-router';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Link } from '../../ui/link.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Pagination } from '../../ui/pagination.tsx';
import { navigationWords } from '../../words/navigation.ts';
import { usersWords as words } from '../../words/users.ts';
import { routeId } from '../navigation/page-path.ts';
import { usePageTitle } from '../navigation/page-title.ts';
import { pagingLinks } from '../navigation/paging.ts';
import { UserSearch } from './user-search.tsx';
import { UserTable } from './user-table.tsx';

const route = getRouteApi(routeId('users'));

export function UsersPage() {
  const { items, nextCursor } = route.useLoaderData();
  const search = route.useSearch();
  usePageTitle(words.title);

  return (
    <>
      <PageHeader title={words.title} />
      <UserSearch path={paths.users} search={search.search} />
      <p className="quiet" role="status">
        {search.search && words.found(items.length, nextCursor !== null)}
      </p>
      {items.length === 0 ? (
        <EmptyState title={words.none.title}>
          {words.none.text} <Link href={paths.users}>{words.none.clear}</Link>
        </EmptyState>
      ) : (
        <UserTable users={items} />
      )}
      <Pagination {...pagingLinks(paths.users, search, nextCursor)} words={navigationWords} />
    </>
  );
}
