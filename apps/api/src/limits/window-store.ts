import { AppError } from '@gatehouse/auth-core';
import type { OnApplicationShutdown } from '@nestjs/common';
import type { RedisClientType } from '@redis/client';
import type { Pool, QueryConfig, QueryResult } from 'pg';
import { RateLimiterPostgres, RateLimiterRedis, RLWrapperTimeouts } from 'rate-limiter-flexible';
import type { DataSource } from 'typeorm';
import { Window } from './window.ts';

/** A Redis that hangs costs a try so many milliseconds; then PostgreSQL counts. */
const PATIENCE = 500;

interface Bounds {
  readonly name: string;
  readonly points: number;
  /** Seconds. */
  readonly window: number;
}

/** Makes windows that all processes share: in Redis where there is one, and in PostgreSQL without it or when it is lost. */
export class WindowStore implements OnApplicationShutdown {
  readonly #database: DataSource;
  readonly #redis: RedisClientType | undefined;
  readonly #windows = new Map<string, Window>();

  constructor(database: DataSource, redis: RedisClientType | undefined) {
    this.#database = database;
    this.#redis = redis;
  }

  onApplicationShutdown(): void {
    if (this.#redis?.isOpen) this.#redis.destroy();
  }

  /** How often there was no room, by the name of the window. */
  get reached(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#windows].map(([name, { reached }]) => [name, reached]));
  }

  window(bounds: Bounds): Window {
    const kept = this.#inPostgres(bounds);
    const window = new Window(this.#redis ? inRedis(this.#redis, bounds, kept) : kept);
    this.#windows.set(bounds.name, window);
    return window;
  }

  /** The pool of this moment: there is another one after the database was away. */
  async #query(statement: QueryConfig): Promise<QueryResult> {
    const { master } = this.#database.driver as unknown as { master: Pool | undefined };
    if (!master) throw new AppError('unavailable');
    return master.query(statement);
  }

  #inPostgres({ name, points, window }: Bounds): RateLimiterPostgres {
    return new RateLimiterPostgres({
      storeClient: { query: (statement: QueryConfig) => this.#query(statement) },
      storeType: 'pool',
      tableName: 'rate_limits',
      tableCreated: true,
      // The pruner does that, in one process at a time.
      clearExpiredByTimeout: false,
      keyPrefix: name,
      points,
      duration: window,
      // Whoever goes on far beyond costs the database nothing more.
      inMemoryBlockOnConsumed: 2 * points + 1,
    });
  }
}

function inRedis(
  client: RedisClientType,
  { name, points, window }: Bounds,
  insuranceLimiter: RateLimiterPostgres,
): RLWrapperTimeouts {
  const limiter = new RateLimiterRedis({
    storeClient: client,
    useRedisPackage: true,
    rejectIfRedisNotReady: true,
    keyPrefix: `gatehouse:limit:${name}`,
    points,
    duration: window,
    inMemoryBlockOnConsumed: 2 * points + 1,
  });
  return new RLWrapperTimeouts({ limiter, timeoutMs: PATIENCE, insuranceLimiter });
}
