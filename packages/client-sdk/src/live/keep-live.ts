import type { Client } from '../client.ts';
import { createTabs } from '../tabs.ts';
import { LiveConnection } from './live-connection.ts';
import { onPresence } from './presence.ts';

/**
 * Asks who is logged in as soon as the server says that a session ended or changed, wherever it did.
 * All tabs of a browser share one connection, which stands while somebody is logged in and looks at one
 * of them. Does nothing where there are no server-sent events or locks; the client goes on to ask when
 * somebody comes back to the page.
 * @returns a function that ends it
 */
export function keepLive(client: Client): () => void {
  const isAble = typeof document !== 'undefined' && typeof EventSource !== 'undefined';
  if (!isAble || !navigator.locks) return () => {};
  const { sessionStore, baseUrl } = client;
  const name = `${baseUrl}#live`;
  const tabs = createTabs(name);
  let isPresent = true;
  let part: AbortController | undefined;

  const ask = (force: boolean): void => {
    if (sessionStore.get().session) void sessionStore.refresh({ force, background: true });
  };
  const tellAll = (): void => {
    tabs.tell('changed');
    ask(true);
  };

  const lead = (signal: AbortSignal, isTakeover: boolean): Promise<void> =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const connection = new LiveConnection(client, { tellAll, ask, isTakeover });
      signal.onabort = () => {
        connection.close();
        resolve();
      };
    });

  const takePart = async (signal: AbortSignal): Promise<void> => {
    const lock = `gatehouse:${name}`;
    let isTaken = false;
    await navigator.locks.request(lock, { ifAvailable: true }, (granted) => {
      isTaken = !granted;
      return granted ? lead(signal, false) : undefined;
    });
    if (isTaken) await navigator.locks.request(lock, { signal }, () => lead(signal, true));
  };

  const update = (): void => {
    const isWanted = isPresent && sessionStore.get().session !== null;
    if (isWanted === (part !== undefined)) return;
    part?.abort();
    part = isWanted ? new AbortController() : undefined;
    if (!part) return;
    // Not granted any more when it is no longer wanted, or not at all: then it stays as it was.
    takePart(part.signal).catch(() => {});
  };

  const stops = [
    tabs.listen(() => ask(true)),
    sessionStore.subscribe(update),
    onPresence((next) => {
      isPresent = next;
      update();
    }),
  ];
  update();
  return () => {
    for (const stop of stops) stop();
    part?.abort();
  };
}
