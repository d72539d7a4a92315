import type { Client } from '@gatehouse/client-sdk';
import { GatehouseProvider } from '@gatehouse/client-sdk/react';
import { RouterProvider } from '@tanstack/react-router';
import { LinkProvider } from '../ui/link.tsx';
import { AppLink } from './navigation/app-link.tsx';
import type { createAppRouter } from './navigation/app-router.tsx';

interface AppProps {
  client: Client;
  router: ReturnType<typeof createAppRouter>;
}

export function App({ client, router }: AppProps) {
  return (
    <GatehouseProvider client={client}>
      <LinkProvider value={AppLink}>
        <RouterProvider router={router} />
      </LinkProvider>
    </GatehouseProvider>
  );
}
