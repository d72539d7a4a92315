import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { claimFolder, endStray } from './claim.ts';
import { clusterFolder, openCluster, owner } from './cluster.ts';
import { launchPostmaster, type Postmaster } from './postmaster.ts';
import { findResidence, type Residence } from './residence.ts';

export interface PostgresOptions {
  readonly dataDir: string;
  readonly onProgress: (words: string) => void;
  /** For tests: faster, and lost when the computer loses power. */
  readonly isThrowaway?: boolean;
}

export interface Postgres {
  readonly url: string;
  /** Where the data is: not in the wanted folder when the server's user cannot enter that. */
  readonly dataDir: string;
  stop(): Promise<void>;
}

type Launch = (port?: number) => Promise<Postmaster>;

export const database = 'gatehouse';
const PAUSE = 500;

/**
 * A PostgreSQL server of our own, on a private port, that stops with this process.
 * @throws StartError with what to do about it
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const residence = await findResidence(options.dataDir);
  if (residence.isElsewhere)
    options.onProgress(
      `The database lives in ${residence.home}: its user cannot enter ${options.dataDir}.`,
    );
  const release = await claimFolder(residence.home);
  try {
    const { url, stop } = await open(residence, options);
    return { url, dataDir: residence.home, stop: () => stop().finally(release) };
  } catch (error) {
    await release();
    throw error;
  }
}

async function open(
  residence: Residence,
  { onProgress, isThrowaway = false }: PostgresOptions,
): Promise<Pick<Postgres, 'url' | 'stop'>> {
  await endStray(clusterFolder(residence));
  const cluster = await openCluster(residence, { isThrowaway, onProgress });
  const launch: Launch = (port) => launchPostmaster(residence, cluster, { isThrowaway, port });
  const postmaster = await launch();
  const stop = watch(postmaster, launch, onProgress);
  const address = `postgres://${owner}:${cluster.password}@127.0.0.1:${postmaster.port}`;
  try {
    await createDatabase(address);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `${address}/${database}`, stop };
}

/** Starts a server that died again, under the address that the others know. The answer stops it for good. */
function watch(
  first: Postmaster,
  launch: Launch,
  onProgress: PostgresOptions['onProgress'],
): () => Promise<void> {
  let isStopping = false;
  let latest: Promise<Postmaster> = Promise.resolve(first);

  const relaunch = async (died: Postmaster): Promise<void> => {
    await died.exit;
    if (isStopping) return;
    onProgress('The database server ended unexpectedly. Starting it again …');
    latest = delay(PAUSE).then(() => launch(died.port));
    await relaunch(await latest);
  };
  const failed = (error: unknown): void =>
    onProgress(error instanceof Error ? error.message : String(error));
  void relaunch(first).catch(failed);

  return async () => {
    isStopping = true;
    await latest.then(
      (running) => running.stop(),
      () => undefined,
    );
  };
}

async function createDatabase(address: string): Promise<void> {
  const client = new Client({ connectionString: `${address}/postgres` });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [
      database,
    ]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${database}`);
  } finally {
    await client.end();
  }
}
