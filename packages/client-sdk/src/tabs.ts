/** What tabs tell each other. Never who: every tab asks the server itself. */
export type TabMessage = 'logged_out' | 'changed';

export interface Tabs {
  tell(message: TabMessage): void;
  listen(listener: (message: TabMessage) => void): () => void;
}

const silent: Tabs = { tell: () => {}, listen: () => () => {} };

/** The other tabs of this browser that use the same API; nobody without a base URL. */
export function createTabs(baseUrl: string | undefined): Tabs {
  // Node has channels too, but no tabs; an open one would keep the process alive.
  const isAlone = typeof document === 'undefined' || typeof BroadcastChannel === 'undefined';
  if (isAlone || baseUrl === undefined) return silent;
  const name = `gatehouse:${baseUrl}`;
  let open: BroadcastChannel | undefined;

  return {
    tell(message) {
      const channel = open ?? new BroadcastChannel(name);
      channel.postMessage(message);
      if (channel !== open) channel.close();
    },
    listen(listener) {
      const channel = new BroadcastChannel(name);
      channel.onmessage = ({ data }) => listener(data);
      open = channel;
      return () => {
        channel.close();
        open = undefined;
      };
    },
  };
}
