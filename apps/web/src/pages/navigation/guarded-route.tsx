import { type PageName, paths, type User } from '@gatehouse/auth-core';
import type { Client } from '@gatehouse/client-sdk';
import { createRootRouteWithContext, createRoute } from '@tanstack/react-router';
import { GuardedPage } from '../access/guarded-page.tsx';
import { requireSession } from '../access/require-session.ts';
import { AppFrame } from '../app-frame.tsx';
import { routerPath } from './page-path.ts';
import { pick } from './search-text.ts';

export interface RouterContext {
  readonly client: Client;
  readonly user: User | null;
}

export const rootRoute = createRootRouteWithContext<RouterContext>()({ component: AppFrame });

/** The parent of every page: no page opens past its guard. */
export const guardedRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'page',
  component: GuardedPage,
  beforeLoad: ({ context: { client }, location }) => requireSession(client, location),
});

export function at<const Name extends PageName>(name: Name) {
  return { getParentRoute: () => guardedRoute, path: routerPath(paths[name]) };
}

/** What a list that comes in pages reads from the URL. */
export const paged = {
  validateSearch: (search: Record<string, unknown>) => pick(search, 'cursor', 'trail'),
  loaderDeps: ({ search }: { search: { cursor?: string } }) => pick(search, 'cursor'),
};

export const searched = {
  validateSearch: (search: Record<string, unknown>) => pick(search, 'search', 'cursor', 'trail'),
  loaderDeps: ({ search }: { search: { search?: string; cursor?: string } }) =>
    pick(search, 'search', 'cursor'),
};
