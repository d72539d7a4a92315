import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

// Prints the path of a Redis server that starts, for tests that need a real one.

const execute = promisify(execFile);

const names = ['redis-server', 'valkey-server'];
const parent = join(import.meta.dirname, '.data');
const home = join(parent, 'redis');
const program = join(home, 'start');

/** @throws an error that names the ways to get one */
async function findRedis() {
  const chosen = process.env.REDIS_SERVER_PATH;
  if (chosen) {
    if (await starts(chosen)) return chosen;
    throw new Error(`REDIS_SERVER_PATH=${chosen} does not start. Correct it, or unset it.`);
  }
  for (const path of [...systemPaths(), program])
    if (existsSync(path) && (await starts(path))) return path;

  const unpacked = await unpackedRedis().catch(() => undefined);
  if (unpacked) return unpacked;
  throw new Error(
    'The tests of several processes need a Redis or a Valkey server. Three ways to get one:\n' +
      '  apt-get install redis-server        (or the like of your system)\n' +
      '  brew install redis\n' +
      '  REDIS_SERVER_PATH=/path/to/redis-server npm test\n',
  );
}

function systemPaths() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

async function starts(path) {
  return execute(path, ['--version'], { timeout: 20_000 }).then(
    ({ stdout }) => /server v=/.test(stdout),
    () => false,
  );
}

/** The one of a Debian or Ubuntu, unpacked once into a folder of ours: nothing is installed, and root is not needed. */
async function unpackedRedis() {
  await mkdir(parent, { recursive: true });
  const unfinished = await mkdtemp(`${home}-`);
  try {
    await download(unfinished);
    await unpack(unfinished);
    // Another run may have been quicker, and uses it already.
    if (!(await starts(program))) await rm(home, { recursive: true, force: true });
    await rename(unfinished, home).catch(() => undefined);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return (await starts(program)) ? program : undefined;
}

/** With the lists of packages that the system has, or with fresh ones of our own. */
async function download(folder) {
  await downloadWith([], folder).catch(async () => {
    await mkdir(join(folder, 'lists', 'partial'), { recursive: true });
    await mkdir(join(folder, 'cache', 'archives', 'partial'), { recursive: true });
    const own = [
      `Dir::State::Lists=${join(folder, 'lists')}`,
      `Dir::Cache=${join(folder, 'cache')}`,
    ].flatMap((option) => ['-o', option]);
    await execute('apt-get', [...own, 'update'], { timeout: 120_000 });
    await downloadWith(own, folder);
  });
}

/** The server and whatever of its libraries this system lacks. */
async function downloadWith(options, folder) {
  const { stdout } = await execute(
    'apt-get',
    [...options, '--simulate', '--no-install-recommends', 'install', 'redis-server'],
    { env: { ...process.env, LC_ALL: 'C' } },
  );
  const packages = [...stdout.matchAll(/^Inst (\S+)/gm)].map(([, name]) => name);
  await execute('apt-get', [...options, 'download', ...packages], {
    cwd: folder,
    timeout: 120_000,
  });
}

async function unpack(folder) {
  for (const name of await readdir(folder))
    if (name.endsWith('.deb')) await execute('dpkg-deb', ['--extract', join(folder, name), folder]);
  await writeFile(join(folder, 'start'), launcher, { mode: 0o755 });
  for (const name of await readdir(folder))
    if (name !== 'start' && name !== 'usr')
      await rm(join(folder, name), { recursive: true, force: true });
  await chmod(folder, 0o755);
}

/** Lends the libraries that came along; the program takes the place of the shell, so signals reach it. */
const launcher = `#!/bin/sh
home=$(dirname "$0")
for folder in "$home"/usr/lib/*/; do libraries="$folder:$libraries"; done
export LD_LIBRARY_PATH="$libraries$LD_LIBRARY_PATH"
exec "$home/usr/bin/redis-server" "$@"
`;

try {
  process.stdout.write(`${await findRedis()}\n`);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
