import type { Client } from '@gatehouse/client-sdk';
import type { AnyRouter } from '@tanstack/react-router';

/** Shows the messages that wait. A server that does not answer keeps them for the next page. */
export async function takeFlash(client: Client): Promise<void> {
  await client.flash.take().catch(() => undefined);
}

/** Messages live until the next page; a change of the query string is the same page. */
export function keepFlashInStep(router: AnyRouter, client: Client): void {
  router.subscribe('onBeforeNavigate', ({ fromLocation, pathChanged }) => {
    if (fromLocation && pathChanged) client.flash.clear();
  });
}
