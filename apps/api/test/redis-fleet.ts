import { expect } from '@jest/globals';
import { Announcements } from '../src/announcements/announcements.ts';
import { newSecretKey } from '../src/config/secret-keys.ts';
import { type Api, type Person, startApi } from './api.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { eventually } from './eventually.ts';
import { Redis } from './redis.ts';
import { WireBrowser } from './wire-browser.ts';

/** Two processes on one database and one Redis, and somebody with an account. */
export class RedisFleet {
  readonly redis: Redis;
  readonly database: TestDatabase;
  readonly #settings: Parameters<typeof startApi>[0];
  #apis: Api[] = [];
  #person: Person | undefined;

  private constructor(redis: Redis, database: TestDatabase) {
    this.redis = redis;
    this.database = database;
    const variables = { SECRET_KEYS: newSecretKey(), REDIS_URL: redis.url };
    this.#settings = { databaseUrl: database.url, variables };
  }

  static async start(): Promise<RedisFleet> {
    const fleet = new RedisFleet(await Redis.start(), await createTestDatabase());
    await fleet.join();
    await fleet.join();
    return fleet;
  }

  get apis(): readonly Api[] {
    return this.#apis;
  }

  async join(): Promise<void> {
    const api = await startApi(this.#settings);
    this.#apis.push(api);
    this.#person ??= await api.register();
  }

  /** The oldest process goes, as in a rolling restart. */
  async leave(): Promise<void> {
    await this.#apis.shift()?.stop();
  }

  async stop(): Promise<void> {
    for (const api of this.#apis) await api.stop();
    await this.database.drop();
    await this.redis.stop();
  }

  /** A statement that no process of the product sends. */
  async psql<Row>(statement: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    const rows: unknown = await this.#apis[0]?.database.query(statement, [...parameters]);
    return rows as Row[];
  }

  async countConnections(name: string): Promise<number> {
    const [found] = await this.psql<{ count: number }>(
      `SELECT count(*)::int AS count FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = $1`,
      [name],
    );
    return found?.count ?? 0;
  }

  cutRelay(): Promise<unknown> {
    return this.psql(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'gatehouse-relay'`,
    );
  }

  heard(): Promise<void> {
    return eventually(() => this.#apis.every(isHeard));
  }

  unheard(): Promise<void> {
    return eventually(() => !this.#apis.some(isHeard));
  }

  /** A browser that every process has seen, and seen again. */
  async knownBrowser(): Promise<WireBrowser> {
    const [first] = this.#apis;
    if (!first || !this.#person) throw new Error('The fleet is empty.');
    const browser = new WireBrowser(first);
    await browser.logIn(this.#person);
    await this.expectLoggedIn(browser);
    await this.expectLoggedIn(browser);
    return browser;
  }

  async expectLoggedIn(browser: WireBrowser): Promise<void> {
    for (const api of this.#apis) expect(await isLoggedIn(browser, api)).toBe(true);
  }

  /** What a process ends is over for all of them, by the time of its answer. */
  async expectNothingStale(): Promise<void> {
    for (const api of this.#apis) await this.expectEndsAtOnce(await this.knownBrowser(), api);
  }

  async expectEndsAtOnce(browser: WireBrowser, ending = this.#apis[0]): Promise<void> {
    if (!ending) throw new Error('The fleet is empty.');
    const answer = await browser.copy({ server: ending }).send('DELETE', '/api/session');
    expect(answer.status).toBe(204);
    for (const api of [...this.#apis].reverse()) expect(await isLoggedIn(browser, api)).toBe(false);
  }
}

export function isHeard(api: Api): boolean {
  return api.app.get(Announcements).isHeard;
}

export async function isLoggedIn(browser: WireBrowser, api: Api): Promise<boolean> {
  const answer = await browser.copy({ server: api }).send('GET', '/api/session');
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { user: unknown }).user !== null;
}
