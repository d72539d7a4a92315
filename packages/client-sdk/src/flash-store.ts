import type { Flash } from '@gatehouse/auth-core';
import type { Http } from './call.ts';
import { createStore, isSame, type Store } from './store.ts';

/** The messages on screen, oldest first, each once. */
export interface FlashStore extends Store<readonly Flash[]> {
  /**
   * Fetches what waits on the server, once, and adds it to the messages on screen.
   * @returns what was waiting
   * @throws ApiError `unavailable`, `rate_limited`; the messages on screen stay
   */
  take(): Promise<readonly Flash[]>;
  /** Adds a message that the page has for itself. */
  push(flash: Flash): void;
  dismiss(flash: Flash): void;
  clear(): void;
}

export function createFlashStore(http: Http): FlashStore {
  const store = createStore<readonly Flash[]>([]);
  let taking: Promise<readonly Flash[]> | undefined;

  const push = (flash: Flash) => {
    const shown = store.get();
    if (!shown.some((other) => isSame(other, flash))) store.set([...shown, flash]);
  };
  const take = async () => {
    try {
      const taken = await http<readonly Flash[]>('DELETE', '/api/session/flash');
      taken.forEach(push);
      return taken;
    } finally {
      taking = undefined;
    }
  };

  return {
    get: store.get,
    subscribe: store.subscribe,
    push,
    take: () => (taking ??= take()),
    dismiss: (flash) => store.set(store.get().filter((other) => !isSame(other, flash))),
    clear: () => store.set([]),
  };
}
