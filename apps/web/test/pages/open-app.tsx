import type { Client } from '@gatehouse/client-sdk';
import { createMemoryHistory } from '@tanstack/react-router';
import { act, configure, render } from '@testing-library/react';
import { App } from '../../src/pages/app.tsx';
import { createAppRouter } from '../../src/pages/navigation/app-router.tsx';

// Each page is compiled when it is first opened.
configure({ asyncUtilTimeout: 4000 });

/** The whole app at an address, as a person would open it. */
export async function openApp(client: Client, path: string) {
  const router = createAppRouter(client, createMemoryHistory({ initialEntries: [path] }));
  const app = <App client={client} router={router} />;
  // Refused pages are part of some tests, not a fault of them.
  const { unmount } = await act(async () => render(app, { onCaughtError: () => {} }));
  return { router, unmount };
}
