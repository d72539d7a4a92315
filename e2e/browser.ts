import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from '@playwright/test';

const execute = promisify(execFile);

const systemNames = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'];

/** The path of a Chromium that starts. @throws an error that names the ways to get one */
export async function findChromium(): Promise<string> {
  const chosen = process.env['CHROMIUM_PATH'];
  if (chosen) {
    if (await starts(chosen)) return chosen;
    throw new Error(`CHROMIUM_PATH=${chosen} does not start. Correct it, or unset it.`);
  }
  for (const path of [...systemPaths(), chromium.executablePath()])
    if (existsSync(path) && (await starts(path))) return path;

  const packed = await unpackedChromium();
  if (packed) return packed;
  throw new Error(
    'The browser tests need a Chromium. Three ways to get one:\n' +
      '  npx playwright install --with-deps chromium\n' +
      '  apt-get install chromium            (or the like of your system)\n' +
      '  CHROMIUM_PATH=/path/to/chrome npm test\n',
  );
}

function systemPaths(): string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return systemNames.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/** Some systems keep a stub under the name that only tells how to install the program. */
async function starts(path: string): Promise<boolean> {
  return execute(path, ['--version'], { timeout: 20_000 }).then(
    ({ stdout }) => /chrom/i.test(stdout),
    () => false,
  );
}

/** The one that came with npm, unpacked once into a folder of ours: others write to the system's. */
async function unpackedChromium(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const packed = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const parent = join(import.meta.dirname, '.data');
  const home = join(parent, 'chromium');
  const program = join(home, 'start');
  if (existsSync(program) && (await starts(program))) return program;

  await mkdir(parent, { recursive: true });
  const unfinished = await mkdtemp(`${home}-`);
  await unpack(join(packed, '..', '..', 'bin'), unfinished);
  await writeFile(join(unfinished, 'start'), launcher, { mode: 0o755 });
  await chmod(unfinished, 0o755);
  await rm(home, { recursive: true, force: true });
  await rename(unfinished, home);
  return (await starts(program)) ? program : undefined;
}

async function unpack(packed: string, folder: string): Promise<void> {
  const { inflate } = await import('@sparticuz/chromium');
  const systemFolder = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  try {
    for (const name of ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'])
      await inflate(join(packed, name));
  } finally {
    if (systemFolder === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = systemFolder;
  }
  await chmod(join(folder, 'chromium'), 0o755);
}

/** Lends the libraries and fonts that came along, where the system has none. */
const launcher = `#!/bin/sh
home=$(dirname "$0")
[ -d /etc/fonts ] || export FONTCONFIG_PATH="$home/fonts"
"$home/chromium" --version >/dev/null 2>&1 || export LD_LIBRARY_PATH="$home/al2023/lib"
exec "$home/chromium" "$@"
`;
