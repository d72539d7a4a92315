import { randomBytes } from 'node:crypto';
import { chown, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from '../start-error.ts';
import { runAs } from './identity.ts';
import type { Residence } from './residence.ts';

/** The files of one server, and the password of their one user. */
export interface Cluster {
  readonly folder: string;
  readonly password: string;
}

export const owner = 'gatehouse';

interface Making {
  readonly isThrowaway: boolean;
  readonly onProgress: (words: string) => void;
}

/** Finds the files of the server, or makes them at the first start. */
export async function openCluster(residence: Residence, making: Making): Promise<Cluster> {
  const folder = clusterFolder(residence);
  const made = await readFile(join(folder, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (made === undefined) return makeCluster(residence, making);

  const major = /\d+/.exec(residence.version)?.[0];
  if (made.trim() !== major)
    throw new StartError(
      `The database in ${residence.home} was made by PostgreSQL ${made.trim()}; this release brings PostgreSQL ${major}, which cannot read it.\n` +
        'Start the release that made it and copy the data over, or set DATA_DIR to another folder to begin with an empty database.',
    );
  return { folder, password: await readPassword(residence) };
}

export function clusterFolder({ home }: Residence): string {
  return join(home, 'cluster');
}

async function readPassword({ home }: Residence): Promise<string> {
  const file = join(home, 'password');
  const password = await readFile(file, 'utf8').catch(() => '');
  if (password === '')
    throw new StartError(
      `The password of the database is missing: ${file}\n` +
        'Put it back from a copy, or set DATA_DIR to another folder to begin with an empty database.',
    );
  return password;
}

async function makeCluster(residence: Residence, making: Making): Promise<Cluster> {
  const { home, identity, native } = residence;
  making.onProgress('Making the database (once) …');
  const folder = clusterFolder(residence);
  const unfinished = `${folder}.new`;
  await rm(unfinished, { recursive: true, force: true });
  const password = await makePassword(residence);
  const { isDone, output } = await runAs(
    identity,
    [
      join(native, 'bin', 'initdb'),
      `--pgdata=${unfinished}`,
      `--username=${owner}`,
      `--pwfile=${join(home, 'password')}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
      ...(making.isThrowaway ? ['--no-sync'] : []),
    ],
    home,
  );
  if (!isDone) throw new StartError(`The database could not be made in ${home}:\n${output}`);
  // By name at last: a start that is cut short leaves no half-made database behind.
  await rename(unfinished, folder);
  return { folder, password };
}

async function makePassword({ home, identity }: Residence): Promise<string> {
  const file = join(home, 'password');
  const password = randomBytes(32).toString('base64url');
  await rm(file, { force: true });
  await writeFile(file, password, { mode: 0o600 });
  if (identity.user) await chown(file, identity.user.uid, identity.user.gid);
  return password;
}
