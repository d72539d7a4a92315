import { DataSource } from 'typeorm';

/** For a lock on a table. Requests for that table stand behind it, so it is short; the operator tries again. */
const LOCK_PATIENCE = 5_000;

/** The limits of requests would end what an operator does to a large table in the middle: these connections have none. */
export function withPatience({ options }: DataSource, name: string): DataSource {
  if (options.type !== 'postgres') throw new Error('PostgreSQL is needed.');
  return new DataSource({
    ...options,
    extra: {
      ...options.extra,
      application_name: name,
      max: 2,
      statement_timeout: false,
      query_timeout: false,
      idle_in_transaction_session_timeout: false,
      lock_timeout: LOCK_PATIENCE,
    },
  });
}
