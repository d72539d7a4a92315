import { paths } from '@gatehouse/auth-core';
import { accountOf } from '@gatehouse/client-sdk/account';
import { createRoute, lazyRouteComponent as lazy, redirect } from '@tanstack/react-router';
import { loadWaitingAddress } from '../addresses/load-waiting-address.ts';
import { loadClosing } from '../closing/load-closing.ts';
import { at, paged } from '../navigation/guarded-route.tsx';
import { loadDevices } from './load-devices.ts';

/** What people set, and what becomes of their account. */
export const settingsRoutes = [
  createRoute({
    ...at('settings'),
    beforeLoad: () => {
      throw redirect({ to: paths.settingsProfile, replace: true });
    },
  }),
  createRoute({
    ...at('settingsProfile'),
    loader: ({ context: { client } }) => loadWaitingAddress(client),
    component: lazy(() => import('./profile-page.tsx'), 'ProfilePage'),
  }),
  createRoute({
    ...at('settingsPassword'),
    component: lazy(() => import('./password-page.tsx'), 'PasswordPage'),
  }),
  createRoute({
    ...at('settingsDevices'),
    loader: ({ context: { client } }) => loadDevices(client),
    component: lazy(() => import('./devices-page.tsx'), 'DevicesPage'),
  }),
  createRoute({
    ...at('settingsDelete'),
    loader: ({ context: { client } }) => accountOf(client).deletion(),
    component: lazy(() => import('./delete-page.tsx'), 'DeletePage'),
  }),
  createRoute({
    ...at('settingsActivity'),
    ...paged,
    loader: ({ context: { client }, deps }) => accountOf(client).events(deps),
    component: lazy(() => import('./activity-page.tsx'), 'ActivityPage'),
  }),
  createRoute({
    ...at('settingsData'),
    component: lazy(() => import('./data-page.tsx'), 'DataPage'),
  }),
  createRoute({
    ...at('accountClosing'),
    loader: ({ context: { client } }) => loadClosing(client),
    component: lazy(() => import('../closing/account-closing-page.tsx'), 'AccountClosingPage'),
  }),
] as const;
