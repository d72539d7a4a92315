import { Logger } from '@nestjs/common';
import type { RedisClientType } from '@redis/client';
import { OnceInAWhile } from '../events/once-in-a-while.ts';

const PATIENCE = 2_000;
const RETRY = 1_000;
const QUEUE = 1_000;
const MINUTE = 60_000;

/** A connection of its own for what is counted: it comes back by itself, and nobody waits for it. */
export async function openLimitsRedis(url: string): Promise<RedisClientType> {
  // Read only by processes that use it.
  const { createClient } = await import('@redis/client');
  const logger = new Logger('limits');
  const complaints = new OnceInAWhile(MINUTE);
  const complain = (error: unknown) => {
    if (!complaints.isDue('lost')) return;
    logger.warn(
      `Redis does not count tries (${String(error)}): check REDIS_URL, and that it runs. PostgreSQL counts them meanwhile.`,
    );
  };
  const client: RedisClientType = createClient({
    url,
    // What cannot be said now is counted in PostgreSQL, and not later.
    disableOfflineQueue: true,
    disableClientInfo: true,
    commandsQueueMaxLength: QUEUE,
    // A server that hangs keeps its connections: without an answer for so long it is left.
    pingInterval: PATIENCE / 4,
    socket: {
      connectTimeout: PATIENCE,
      socketTimeout: PATIENCE,
      reconnectStrategy: () => RETRY,
    },
  });
  client.on('error', complain);
  client.connect().catch(complain);
  return client;
}
