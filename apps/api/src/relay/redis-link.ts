import type { RedisConnection } from './redis-connection.ts';
import type { Relay } from './relay.ts';
import type { Channels } from './relay-messages.ts';

/** One connection to Redis, from its beginning to its loss. */
export interface Link {
  readonly redis: RedisConnection;
  readonly channels: Channels;
  readonly relay: Relay;
  readonly begunAt: number;
}
