import { randomBytes } from 'node:crypto';
import { startDatabase } from './database.ts';
import { test } from './fixtures.ts';
import { Product } from './product.ts';
import { startRedis } from './redis.ts';
import { RoundRobin } from './round-robin.ts';

/** How the processes of a fleet hear of changes. */
export const announcers = ['postgresql', 'redis'] as const;
export type Announcer = (typeof announcers)[number];

/** Two processes of the product on one database, behind one origin that asks them in turns. */
export class Fleet {
  readonly url: string;
  /** What a command of an operator needs, to work on the same data. */
  readonly shared: Readonly<{ DATABASE_URL: string; SECRET_KEYS: string }>;
  readonly #stop: () => Promise<void>;

  private constructor(url: string, shared: Fleet['shared'], stop: () => Promise<void>) {
    this.url = url;
    this.shared = shared;
    this.#stop = stop;
  }

  static async start(
    announcer: Announcer,
    variables: Readonly<Record<string, string>>,
  ): Promise<Fleet> {
    const database = await startDatabase();
    const redis = announcer === 'redis' ? await startRedis() : undefined;
    const proxy = await RoundRobin.start();
    const shared = {
      DATABASE_URL: database.url,
      SECRET_KEYS: randomBytes(32).toString('base64url'),
    };
    const settings = {
      ...shared,
      PUBLIC_URL: proxy.url,
      TRUST_PROXY: '1',
      ...(redis ? { REDIS_URL: redis.url } : {}),
      ...variables,
    };
    const products = await Promise.all([Product.start(settings), Product.start(settings)]);
    proxy.lead(products.map(({ url }) => url));
    return new Fleet(proxy.url, shared, async () => {
      await proxy.stop();
      await Promise.all(products.map((product) => product.stop()));
      await redis?.stop();
      await database.stop();
    });
  }

  stop(): Promise<void> {
    return this.#stop();
  }
}

/** For the tests of one file: against two processes with these settings. */
export function testWithFleet(
  announcer: Announcer,
  variables: Readonly<Record<string, string>> = {},
) {
  return test.extend<object, { readonly fleet: Fleet }>({
    fleet: [
      async ({ browserName: _ }, use) => {
        const fleet = await Fleet.start(announcer, variables);
        await use(fleet);
        await fleet.stop();
      },
      { scope: 'worker', timeout: 120_000 },
    ],
    baseURL: ({ fleet }, use) => use(fleet.url),
  });
}
