import { DataSource } from 'typeorm';
import { AccountNoticeEntity } from '../events/account-notice.entity.ts';
import { SecurityEventEntity } from '../events/security-event.entity.ts';
import { MessageEntity } from '../messages/message.entity.ts';
import { SessionEntity } from '../session/session.entity.ts';
import { OrderEntity } from '../shop/order.entity.ts';
import { OrderLineEntity } from '../shop/order-line.entity.ts';
import { ProductEntity } from '../shop/product.entity.ts';
import { UserEntity } from '../users/user.entity.ts';
import { migrations } from './migrations/index.ts';

const SECOND = 1000;

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
      max: 10,
      connectionTimeoutMillis: 2 * SECOND,
      statement_timeout: 5 * SECOND,
      // A server that hangs does not keep its own limit: this one is kept by the driver.
      query_timeout: 7 * SECOND,
      lock_timeout: 2 * SECOND,
      idle_in_transaction_session_timeout: 10 * SECOND,
    },
  });
}
