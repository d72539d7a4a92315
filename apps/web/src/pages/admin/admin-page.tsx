import { paths } from '@gatehouse/auth-core';
import { getRouteApi } from '@tanstack/react-router';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Link } from '../../ui/link.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Pagination } from '../../ui/pagination.tsx';
import { adminWords as words } from '../../words/admin.ts';
import { navigationWords } from '../../words/navigation.ts';
import { usersWords } from '../../words/users.ts';
import { routeId } from '../navigation/page-path.ts';
import { usePageTitle } from '../navigation/page-title.ts';
import { pagingLinks } from '../navigation/paging.ts';
import { AccountFilters } from './account-filters.tsx';
import { accountSearch } from './account-search.ts';
import { AccountTable } from './account-table.tsx';
import { AdminNav } from './admin-nav.tsx';

const route = getRouteApi(routeId('admin'));

export function AdminPage() {
  const { items, nextCursor } = route.useLoaderData();
  const search = accountSearch({ ...route.useSearch() });
  usePageTitle(words.title);

  return (
    <>
      <PageHeader title={words.title} />
      <AdminNav />
      <p className="lead">{words.lead}</p>
      <AccountFilters search={search} />
      <p className="quiet" role="status">
        {(search.search || search.role || search.state) &&
          usersWords.found(items.length, nextCursor !== null)}
      </p>
      {items.length === 0 ? (
        <EmptyState title={usersWords.none.title}>
          {words.none} <Link href={paths.admin}>{usersWords.none.clear}</Link>
        </EmptyState>
      ) : (
        <AccountTable accounts={items} search={search} />
      )}
      <Pagination
        {...pagingLinks(paths.admin, { ...search }, nextCursor)}
        words={navigationWords}
      />
    </>
  );
}
