import { setTimeout as delay } from 'node:timers/promises';

const PATIENCE = 2_000;

/** What we need of Redis: to say, to hear, and to know how many hear. */
export interface RedisConnection {
  /** @returns how many have heard it */
  publish(channel: string, text: string): Promise<number>;
  subscribe(channels: readonly string[], listener: (text: string) => void): Promise<void>;
  unsubscribe(channel: string): Promise<void>;
  countSubscribers(channel: string): Promise<number>;
}

interface Options {
  readonly url: string;
  /** Closes it. */
  readonly signal: AbortSignal;
  readonly onLost: (error: Error) => void;
}

/** Connects once: whoever loses the connection has to begin again, because it has missed something. */
export async function connectRedis({ url, signal, onLost }: Options): Promise<RedisConnection> {
  // Read only by processes that use it.
  const { createClient } = await import('@redis/client');
  signal.throwIfAborted();
  const client = createClient({
    url,
    // One connection both says and hears.
    RESP: 3,
    disableOfflineQueue: true,
    // Needs a right that the rest does not.
    disableClientInfo: true,
    socket: { reconnectStrategy: false, connectTimeout: PATIENCE },
  });
  client.on('error', onLost);
  client.on('end', () => onLost(new Error('The connection has ended.')));
  signal.addEventListener('abort', () => client.isOpen && client.destroy(), { once: true });
  await inTime(client.connect());
  return {
    publish: (channel, text) => inTime(client.publish(channel, text)),
    subscribe: (channels, listener) => inTime(client.subscribe([...channels], listener)),
    unsubscribe: (channel) => inTime(client.unsubscribe(channel)),
    countSubscribers: async (channel) =>
      (await inTime(client.pubSubNumSub([channel])))[channel] ?? 0,
  };
}

/** A server that hangs keeps its connections. */
async function inTime<Answer>(answer: Promise<Answer>): Promise<Answer> {
  const isOver = new AbortController();
  const tooLate = async (): Promise<never> => {
    await delay(PATIENCE, undefined, { signal: isOver.signal });
    throw new Error(`Redis did not answer within ${PATIENCE / 1000} seconds.`);
  };
  try {
    return await Promise.race([answer, tooLate()]);
  } finally {
    isOver.abort();
  }
}
