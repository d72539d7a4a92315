import { isGuardedPage } from '@gatehouse/auth-core';
import type { Client } from '@gatehouse/client-sdk';
import type { AnyRouter } from '@tanstack/react-router';

/** Draws the page again when somebody else is there now, in this tab or another. */
export function keepSessionInStep(router: AnyRouter, client: Client): void {
  let userId = client.sessionStore.get().user?.id;

  client.sessionStore.subscribe(() => {
    const { status, user } = client.sessionStore.get();
    const isKnown = status === 'authenticated' || status === 'anonymous';
    if (!isKnown || user?.id === userId) return;
    userId = user?.id;
    // A guarded page is covered instead: reading it again would throw away what was typed.
    if (!user && isGuardedPage(router.state.location.pathname)) return;
    void router.invalidate();
  });
}
