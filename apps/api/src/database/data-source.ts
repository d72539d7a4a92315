import type { Client } from 'pg';
import { DataSource } from 'typeorm';
import { AccountNoticeEntity } from '../events/account-notice.entity.ts';
import { SecurityEventEntity } from '../events/security-event.entity.ts';
import { MessageEntity } from '../messages/message.entity.ts';
import { SessionEntity } from '../session/session.entity.ts';
import { OrderEntity } from '../shop/order.entity.ts';
import { OrderLineEntity } from '../shop/order-line.entity.ts';
import { ProductEntity } from '../shop/product.entity.ts';
import { UserEntity } from '../users/user.entity.ts';
import { giveUpWhenMute } from './give-up-when-mute.ts';
import { migrations } from './migrations/index.ts';

/**
 * Milliseconds. A request waits for a connection and then for a statement or a lock: together they leave it time to be
 * answered within three seconds.
 */
export const databasePatience = {
  connection: 2_000,
  lock: 900,
  statement: 2_000,
  /** A server that hangs does not keep its own limits: this one is kept by the driver. */
  answer: 2_500,
  idleInTransaction: 10_000,
} as const;

/** Connections of one process, beside those that listen. */
const POOL_SIZE = 10;

/** One connection pool. Every wait has an end: a request would rather be refused than hang. */
export function createDataSource(url: string, onPoolError: (error: unknown) => void): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    entities: [
      UserEntity,
      SessionEntity,
      MessageEntity,
      ProductEntity,
      OrderEntity,
      OrderLineEntity,
      SecurityEventEntity,
      AccountNoticeEntity,
    ],
    migrations,
    migrationsTransactionMode: 'all',
    synchronize: false,
    uuidExtension: 'pgcrypto',
    installExtensions: false,
    // Idle connections raise errors of their own when the server goes; unheard they end the process.
    poolErrorHandler: onPoolError,
    extra: {
      application_name: 'gatehouse',
      max: POOL_SIZE,
      connectionTimeoutMillis: databasePatience.connection,
      statement_timeout: databasePatience.statement,
      query_timeout: databasePatience.answer,
      lock_timeout: databasePatience.lock,
      idle_in_transaction_session_timeout: databasePatience.idleInTransaction,
      onConnect: (client: Client) => {
        // Between the pool and whoever takes it out nobody listens; an error that is not heard ends the process.
        client.on('error', () => undefined);
        giveUpWhenMute(client);
      },
    },
  });
}
