import type { Client } from '@gatehouse/client-sdk';
import { createRouter, type RouterHistory } from '@tanstack/react-router';
import { routeTree } from '../../router.tsx';
import { keepSessionInStep } from '../access/session-in-step.ts';
import { FaultPage } from '../faults/fault-page.tsx';
import { NotFoundPage } from '../faults/not-found-page.tsx';
import { keepFlashInStep } from './flash-in-step.ts';
import { focusHeadings } from './focus-heading.ts';
import { LoadingPage } from './loading-page.tsx';
import { parseSearchText, stringifySearchText } from './search-text.ts';

// A page that comes sooner than this needs no placeholder: it would only flicker.
const SKELETON_AFTER_MS = 200;

/** @param history of the browser unless given */
export function createAppRouter(client: Client, history?: RouterHistory) {
  const router = createRouter({
    routeTree,
    context: { client, user: null },
    ...(history ? { history } : {}),
    parseSearch: parseSearchText,
    stringifySearch: stringifySearchText,
    trailingSlash: 'preserve',
    scrollRestoration: true,
    notFoundMode: 'root',
    defaultGcTime: 0,
    defaultPendingMs: SKELETON_AFTER_MS,
    defaultPendingComponent: LoadingPage,
    defaultErrorComponent: FaultPage,
    defaultNotFoundComponent: NotFoundPage,
  });
  keepFlashInStep(router, client);
  keepSessionInStep(router, client);
  focusHeadings(router);
  return router;
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
