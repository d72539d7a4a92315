import { BenchDatabase } from './bench-database.ts';
import { Connection } from './connection.ts';
import type { Context } from './context.ts';
import { Crowd } from './crowd.ts';
import { startFloors } from './floors.ts';
import { LoadGenerator } from './load.ts';
import { Meter } from './meter.ts';
import { Mint } from './mint.ts';
import type { Plan } from './plan.ts';
import { Product } from './product.ts';
import { makeTemplate } from './template.ts';

interface Bench {
  readonly context: Context;
  stop(): Promise<void>;
}

/** Starts everything that a run needs, and knows how to end it. */
export async function startBench(plan: Plan, say: (words: string) => void): Promise<Bench> {
  const ends: (() => unknown)[] = [];
  const stop = async () => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  let isStopping = false;
  // A temporary server leaves a folder behind unless it is ended. The same signal may come twice: npm passes it on, too.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (isStopping) return;
      isStopping = true;
      void stop().finally(() => process.exit(1));
    });
  try {
    return { context: await prepare(plan, say, ends), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function prepare(
  plan: Plan,
  say: (words: string) => void,
  ends: (() => unknown)[],
): Promise<Context> {
  const database = await BenchDatabase.open(process.env['BENCH_DATABASE_URL'], say);
  ends.push(database.stop);
  const product = new Product(database.url);
  await product.migrate();
  const server = await product.start();
  ends.push(() => server.stop());
  const template = await makeTemplate(server);
  const crowd = new Crowd(database, template, new Mint(product.secretKey));
  say(`Adding ${plan.users} people …`);
  await crowd.addUsers(plan.users);
  await addFloorTable(database);
  const bodies = await readBodies(server.port, crowd);
  const floors = await startFloors(bodies, database.url);
  ends.push(() => Promise.all(Object.values(floors).map((floor) => floor.stop())));
  const generator = new LoadGenerator();
  ends.push(() => generator.stop());
  const meter = new Meter(generator, database, plan);
  return {
    plan,
    database,
    product,
    server,
    floors,
    bodies,
    template,
    crowd,
    generator,
    meter,
    say,
  };
}

/** The same rows and indexes without the rest: no triggers, no references. */
async function addFloorTable(database: BenchDatabase): Promise<void> {
  await database.rows('CREATE TABLE floor_users (LIKE users INCLUDING ALL)');
  await database.rows('INSERT INTO floor_users SELECT * FROM users');
  await database.settle();
}

async function readBodies(port: number, crowd: Crowd) {
  const [cookie = ''] = await crowd.logIn(await crowd.userIds(1));
  const path = '/api/session';
  const [long, short] = await Promise.all([
    Connection.ask(port, { path, cookie }),
    Connection.ask(port, { path }),
  ]);
  if (JSON.parse(long.body).user === null) throw new Error('The session is not recognised.');
  return { long: long.body, short: short.body };
}
