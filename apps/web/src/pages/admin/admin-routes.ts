import { canAdminister } from '@gatehouse/auth-core';
import { adminOf } from '@gatehouse/client-sdk/admin';
import { createRoute, lazyRouteComponent as lazy } from '@tanstack/react-router';
import { requirePolicy } from '../access/require-session.ts';
import { loadAccount } from '../admin-user/load-account.ts';
import { dashboardSearch } from '../dashboard/dashboard-search.ts';
import { eventQuery, eventSearch } from '../events/event-search.ts';
import { at, type RouterContext } from '../navigation/guarded-route.tsx';
import { accountSearch } from './account-search.ts';

const forAdmins = {
  beforeLoad: ({ context: { user } }: { context: RouterContext }) =>
    requirePolicy(canAdminister, user),
};

// The router hands on what an address makes up, beside what it was asked for: it is read again wherever it counts.
function withoutTrail<Search extends { readonly trail?: string }>(search: Search) {
  const { trail: _, ...query } = search;
  return query;
}

/** What admins see. */
export const adminRoutes = [
  createRoute({
    ...at('admin'),
    ...forAdmins,
    validateSearch: accountSearch,
    loaderDeps: ({ search }) => withoutTrail(accountSearch({ ...search })),
    loader: ({ context: { client }, deps }) => adminOf(client).users.list(deps),
    component: lazy(() => import('./admin-page.tsx'), 'AdminPage'),
  }),
  createRoute({
    ...at('adminUser'),
    ...forAdmins,
    loader: ({ context: { client }, params }) => loadAccount(client, params.id),
    component: lazy(() => import('../admin-user/account-page.tsx'), 'AccountPage'),
  }),
  createRoute({
    ...at('adminDashboard'),
    ...forAdmins,
    validateSearch: dashboardSearch,
    loaderDeps: ({ search }) => dashboardSearch(search),
    loader: ({ context: { client }, deps }) => adminOf(client).dashboard.read(deps.period),
    component: lazy(() => import('../dashboard/dashboard-page.tsx'), 'DashboardPage'),
  }),
  createRoute({
    ...at('adminEvents'),
    ...forAdmins,
    validateSearch: eventSearch,
    loaderDeps: ({ search }) => withoutTrail(eventSearch({ ...search })),
    loader: ({ context: { client }, deps }) =>
      adminOf(client).dashboard.events({ ...eventQuery(deps), cursor: deps.cursor }),
    component: lazy(() => import('../events/events-page.tsx'), 'EventsPage'),
  }),
] as const;
