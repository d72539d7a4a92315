import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/**
 * A program of Debian or Ubuntu, unpacked once into a folder of ours: nothing is installed, and root is not needed.
 * @param home the folder
 * @param program its path in the package
 * @param starts tells whether a path is the program, and works
 */
export async function unpackedProgram({ home, packageName, program, starts }) {
  await mkdir(dirname(home), { recursive: true });
  const unfinished = await mkdtemp(`${home}-`);
  const start = join(home, 'start');
  try {
    await download(packageName, unfinished);
    await unpack(program, unfinished);
    // Another run may have been quicker, and uses it already.
    if (!(await starts(start))) await rm(home, { recursive: true, force: true });
    await rename(unfinished, home).catch(() => undefined);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return (await starts(start)) ? start : undefined;
}

/** With the lists of packages that the system has, or with fresh ones of our own. */
async function download(packageName, folder) {
  await downloadWith([], packageName, folder).catch(async () => {
    await mkdir(join(folder, 'lists', 'partial'), { recursive: true });
    await mkdir(join(folder, 'cache', 'archives', 'partial'), { recursive: true });
    const own = [
      `Dir::State::Lists=${join(folder, 'lists')}`,
      `Dir::Cache=${join(folder, 'cache')}`,
    ].flatMap((option) => ['-o', option]);
    await execute('apt-get', [...own, 'update'], { timeout: 120_000 });
    await downloadWith(own, packageName, folder);
  });
}

/** The program and whatever of its libraries this system lacks. */
async function downloadWith(options, packageName, folder) {
  const { stdout } = await execute(
    'apt-get',
    [...options, '--simulate', '--no-install-recommends', 'install', packageName],
    { env: { ...process.env, LC_ALL: 'C' } },
  );
  const packages = [...stdout.matchAll(/^Inst (\S+)/gm)].map(([, name]) => name);
  await execute('apt-get', [...options, 'download', ...packages], {
    cwd: folder,
    timeout: 120_000,
  });
}

async function unpack(program, folder) {
  for (const name of await readdir(folder))
    if (name.endsWith('.deb')) await execute('dpkg-deb', ['--extract', join(folder, name), folder]);
  await writeFile(join(folder, 'start'), launcher(program), { mode: 0o755 });
  for (const name of await readdir(folder))
    if (name !== 'start' && name !== 'usr')
      await rm(join(folder, name), { recursive: true, force: true });
  await chmod(folder, 0o755);
}

/** Lends the libraries that came along; the program takes the place of the shell, so signals reach it. */
const launcher = (program) => `#!/bin/sh
home=$(dirname "$0")
for folder in "$home"/usr/lib/*/; do libraries="$folder:$libraries"; done
export LD_LIBRARY_PATH="$libraries$LD_LIBRARY_PATH"
exec "$home/${program}" "$@"
`;
