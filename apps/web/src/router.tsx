import { createRoute, lazyRouteComponent as lazy, notFound } from '@tanstack/react-router';
import { ForbiddenPage } from './pages/access/forbidden-page.tsx';
import { addressRoutes } from './pages/addresses/address-routes.ts';
import { adminRoutes } from './pages/admin/admin-routes.ts';
import { isOwnPage } from './pages/home/own-page.ts';
import { at, guardedRoute, paged, rootRoute, searched } from './pages/navigation/guarded-route.tsx';
import { pick } from './pages/navigation/search-text.ts';
import { recoveryRoutes } from './pages/recovery/recovery-routes.ts';
import { settingsRoutes } from './pages/settings/settings-routes.ts';
import { shopRoutes } from './pages/shop/shop-routes.ts';

const routes = [
  createRoute({
    ...at('home'),
    component: lazy(() => import('./pages/home/home-page.tsx'), 'HomePage'),
  }),
  createRoute({
    ...at('welcome'),
    // The page is about other things: it opens without it as well.
    loader: ({ context: { client } }) => client.account.logIns().catch(() => null),
    component: lazy(() => import('./pages/home/welcome-page.tsx'), 'WelcomePage'),
  }),
  createRoute({
    ...at('personal'),
    loader: ({ params, context: { user } }) => {
      if (!isOwnPage(params.username, user)) throw notFound();
    },
    component: lazy(() => import('./pages/home/personal-page.tsx'), 'PersonalPage'),
  }),
  ...recoveryRoutes,
  ...shopRoutes,
  ...addressRoutes,
  createRoute({
    ...at('logout'),
    component: lazy(() => import('./pages/session/logout-page.tsx'), 'LogoutPage'),
  }),
  createRoute({
    ...at('confirm'),
    validateSearch: (search) => pick(search, 'next'),
    component: lazy(() => import('./pages/session/confirm-page.tsx'), 'ConfirmPage'),
  }),
  createRoute({
    ...at('users'),
    ...searched,
    loader: ({ context: { client }, deps }) => client.users.list(deps),
    component: lazy(() => import('./pages/users/users-page.tsx'), 'UsersPage'),
  }),
  createRoute({
    ...at('user'),
    loader: ({ context: { client }, params }) => client.users.get(params.id),
    component: lazy(() => import('./pages/users/user-page.tsx'), 'UserPage'),
  }),
  createRoute({
    ...at('userEdit'),
    loader: ({ context: { client }, params }) => client.users.get(params.id),
    component: lazy(() => import('./pages/users/user-edit-page.tsx'), 'UserEditPage'),
  }),
  ...settingsRoutes,
  createRoute({
    ...at('messages'),
    ...paged,
    loader: ({ context: { client }, deps }) => client.messages.list(deps),
    component: lazy(() => import('./pages/messages/messages-page.tsx'), 'MessagesPage'),
  }),
  createRoute({
    ...at('messageEdit'),
    loader: ({ context: { client }, params }) => client.messages.get(params.id),
    component: lazy(() => import('./pages/messages/message-edit-page.tsx'), 'MessageEditPage'),
  }),
  ...adminRoutes,
  createRoute({
    ...at('sessionsExplained'),
    component: lazy(
      () => import('./pages/session/sessions-explained-page.tsx'),
      'SessionsExplainedPage',
    ),
  }),
  createRoute({
    ...at('forbidden'),
    component: () => <ForbiddenPage />,
  }),
] as const;

export const routeTree = rootRoute.addChildren([guardedRoute.addChildren(routes)]);
