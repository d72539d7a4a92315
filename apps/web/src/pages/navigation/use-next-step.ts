import { useClient } from '@gatehouse/client-sdk/react';
import { useRouter } from '@tanstack/react-router';
import { takeFlash } from './flash-in-step.ts';

export interface NextStep {
  /** Reads this page's data again, and shows what the action left behind. */
  stay(): Promise<void>;
  /** Goes to another page of the app, and shows it there. */
  go(href: string): Promise<void>;
}

/** What a page does after an action that has changed something on the server. */
export function useNextStep(): NextStep {
  const client = useClient();
  const router = useRouter();
  return {
    async stay() {
      client.flash.clear();
      await router.invalidate();
      await takeFlash(client);
    },
    async go(href) {
      await router.navigate({ href });
      await router.invalidate();
      await takeFlash(client);
    },
  };
}
