import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, lchown, mkdir, readdir, realpath, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { StartError } from '../start-error.ts';
import { copyBinaries, findBinaries, hasAllLinks, repairLinks } from './binaries.ts';
import { type Identity, identitiesFor, runAs, type User } from './identity.ts';

/** Where the data lives, who runs the server there, and which programs that user can start. */
export interface Residence {
  readonly home: string;
  readonly identity: Identity;
  readonly native: string;
  readonly version: string;
  readonly isElsewhere: boolean;
}

/** @throws StartError when nobody whom PostgreSQL accepts can live in the folder */
export async function findResidence(dataDir: string): Promise<Residence> {
  const native = findBinaries();
  await repairLinks(native).catch(() => undefined);
  const wanted = await makeFolder(dataDir);
  const residence = await settle(wanted, native);
  if (residence) return residence;

  // Root alone gets here with a folder that no other user can enter, such as one in root's home.
  if (process.getuid?.() !== 0 || existsSync(join(wanted, 'cluster'))) throw unfit(wanted);
  const elsewhere = await settle(await makeFolder(outside(wanted)), native);
  if (!elsewhere) throw unfit(wanted);
  return { ...elsewhere, isElsewhere: true };
}

/** Where the data goes when its user cannot enter the wanted folder. */
export function outside(folder: string): string {
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 12);
  return join('/var/lib/gatehouse', name);
}

function unfit(folder: string): StartError {
  return new StartError(
    `No user that PostgreSQL accepts can write to ${folder} and run its programs.\n` +
      'Set DATA_DIR to a folder you own (as root: one below folders that others may enter), or DATABASE_URL to a PostgreSQL server of your own.',
  );
}

/** A new folder belongs to whoever owns the place it is made in, also when root makes it. */
async function makeFolder(path: string): Promise<string> {
  const folder = resolve(path);
  try {
    const owner = await stat(nearestExisting(folder));
    const parents = await mkdir(dirname(folder), { recursive: true, mode: 0o711 });
    const isNew = await mkdir(folder, { recursive: true, mode: 0o700 });
    if (process.getuid?.() === 0)
      for (
        let made = folder;
        isNew && made.length >= (parents ?? folder).length;
        made = dirname(made)
      )
        await chown(made, owner.uid, owner.gid);
    return await realpath(folder);
  } catch (cause) {
    throw new StartError(
      `The data folder ${folder} cannot be made: ${cause instanceof Error ? cause.message : cause}\n` +
        'Set DATA_DIR to a folder you may write to, or DATABASE_URL to a PostgreSQL server of your own.',
      { cause },
    );
  }
}

function nearestExisting(path: string): string {
  return existsSync(path) ? path : nearestExisting(dirname(path));
}

async function settle(home: string, native: string): Promise<Residence | undefined> {
  const { uid, gid } = await stat(home);
  for (const identity of identitiesFor({ uid, gid })) {
    if (!(await canLive(identity, home))) continue;
    if (identity.user) await handOver(home, identity.user);
    else await chmod(home, 0o700);

    const programs = await reachPrograms(identity, home, native);
    if (programs) return { home, identity, ...programs, isElsewhere: false };
  }
  return undefined;
}

/** Root can hand the folder itself to another user; the way to it must be open already. */
async function canLive(identity: Identity, home: string): Promise<boolean> {
  if (process.platform === 'win32') return true;
  const question = identity.user ? 'cd "$1/.." && id -un' : 'cd "$1" && test -w . && id -un';
  return (await runAs(identity, ['sh', '-c', question, 'sh', home], home)).isDone;
}

async function handOver(home: string, user: User): Promise<void> {
  const { uid } = await stat(home);
  await chmod(home, 0o700);
  if (uid !== user.uid) await giveAll(home, user);
}

async function giveAll(folder: string, { uid, gid }: User): Promise<void> {
  const entries = await readdir(folder, { recursive: true });
  for (const entry of ['', ...entries]) await lchown(join(folder, entry), uid, gid);
}

async function reachPrograms(
  identity: Identity,
  home: string,
  installed: string,
): Promise<Pick<Residence, 'native' | 'version'> | undefined> {
  const ask = (native: string) => runAs(identity, [join(native, 'bin', 'postgres'), '-V'], home);
  const answer = await ask(installed);
  if (answer.isDone && (await hasAllLinks(installed)))
    return { native: installed, version: answer.output };

  const native = await copyBinaries(installed, home);
  if (identity.user) await giveAll(dirname(native), identity.user);
  const { isDone, output } = await ask(native);
  return isDone ? { native, version: output } : undefined;
}
