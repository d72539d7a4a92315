import { paths } from '@gatehouse/auth-core';
import type { LoggedEvent } from '@gatehouse/client-sdk/admin';
import { getRouteApi } from '@tanstack/react-router';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Link } from '../../ui/link.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Pagination } from '../../ui/pagination.tsx';
import { eventLogWords as words } from '../../words/event-log.ts';
import { navigationWords } from '../../words/navigation.ts';
import { AdminNav } from '../admin/admin-nav.tsx';
import { routeId } from '../navigation/page-path.ts';
import { usePageTitle } from '../navigation/page-title.ts';
import { pagingLinks } from '../navigation/paging.ts';
import { stringifySearchText } from '../navigation/search-text.ts';
import { DownloadEvents } from './download-events.tsx';
import { EventFilters } from './event-filters.tsx';
import { eventSearch } from './event-search.ts';
import { EventTable } from './event-table.tsx';

const route = getRouteApi(routeId('adminEvents'));

export function EventsPage() {
  const { items, nextCursor } = route.useLoaderData();
  const search = eventSearch({ ...route.useSearch() });
  const { user, cursor: _, trail: __, ...others } = search;
  usePageTitle(words.title);

  return (
    <>
      <PageHeader title={words.title} />
      <AdminNav />
      <p className="lead">{words.lead}</p>
      <EventFilters search={search} />
      {user && (
        <p>
          {words.of(nameOf(user, items))}{' '}
          <Link href={paths.adminEvents + stringifySearchText(others)}>{words.everybody}</Link>
        </p>
      )}
      {items.length === 0 ? (
        <EmptyState title={words.empty.title}>
          {words.empty.text} <Link href={paths.adminEvents}>{words.all}</Link>
        </EmptyState>
      ) : (
        <EventTable events={items} />
      )}
      <Pagination
        {...pagingLinks(paths.adminEvents, { ...search }, nextCursor)}
        words={navigationWords}
      />
      {items.length > 0 && <DownloadEvents search={search} />}
    </>
  );
}

/** What the account is called, if one of the events says so. */
function nameOf(id: string, events: readonly LoggedEvent[]): string {
  const named = events.flatMap(({ user, actor }) => [user, actor]).find((each) => each?.id === id);
  return named?.username ?? words.one;
}
