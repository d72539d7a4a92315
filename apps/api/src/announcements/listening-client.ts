import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { rows } from '../database/rows.ts';
import { LEASE } from './lease.ts';
import { acknowledgementPayload, CHANNEL } from './payload.ts';

const PATIENCE = 2_000;

/** A machine that vanishes hangs up no connection. PostgreSQL asks after a quarter of a minute, not after two hours. */
const KEEP_ALIVE = `SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 2`;

interface Options {
  readonly url: string;
  /** Closes it. */
  readonly signal: AbortSignal;
  readonly onPayload: (payload: string) => void;
  readonly onLost: (error: Error) => void;
}

/** A connection to PostgreSQL of its own, outside of the pool: LISTEN belongs to a connection. */
export async function connectListener(options: Options): Promise<pg.Client> {
  const { url, signal, onPayload, onLost } = options;
  const client = new pg.Client({
    connectionString: url,
    application_name: 'gatehouse-starting',
    connectionTimeoutMillis: PATIENCE,
    query_timeout: PATIENCE,
    keepAlive: true,
  });
  client.on('notification', ({ payload = '' }) => onPayload(payload));
  client.on('error', onLost);
  client.on('end', () => onLost(new Error('The connection has ended.')));
  signal.addEventListener('abort', () => void client.end().catch(() => undefined), { once: true });
  // A client that is closed while it connects never settles its promise.
  const closed = once(signal, 'abort').then((): never => {
    throw new Error('It is not wanted any more.');
  });
  await Promise.race([client.connect(), closed]);
  await client.query(KEEP_ALIVE);
  return client;
}

/** @throws when what is said through the pool is not heard: a pooler in between takes LISTEN, and delivers nothing */
export async function beginToListen(client: pg.Client, database: DataSource): Promise<void> {
  await client.query(`LISTEN ${CHANNEL}`);
  const proof = acknowledgementPayload(randomUUID(), 'oneself');
  const timeout = new AbortController();
  const heard = new Promise<true>((resolve) => {
    client.on('notification', ({ payload }) => payload === proof && resolve(true));
  });
  await rows(database, 'SELECT pg_notify($1, $2)', [CHANNEL, proof]);
  const tooLate = delay(LEASE, false, { signal: timeout.signal }).catch(() => false);
  const isHeard = await Promise.race([heard, tooLate]);
  timeout.abort();
  if (!isHeard)
    throw new Error('Nothing is heard here: LISTEN needs a direct connection to PostgreSQL.');
}

/** A round trip: whatever was announced before it was sent has been heard when it is back. */
export async function roundTrip(client: pg.Client): Promise<number> {
  const { rows: answered } = await client.query<{ now: Date }>('SELECT now()');
  return answered[0]?.now.getTime() ?? 0;
}

/** The address of a database, for a connection outside of its pool. */
export function urlOf({ options }: DataSource): string {
  if (options.type !== 'postgres' || !options.url) throw new Error('PostgreSQL is needed.');
  return options.url;
}
