import './node-version.mjs';
import './follow-npm.mjs';
import { spawn } from 'node:child_process';
import { access, readdir, readFile, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { buildQuietly, say } from './build-quietly.mjs';
import { root } from './turbo.mjs';

/**
 * `npm run test:faults`: what goes wrong with machines, tried on the built server. Slower than `npm test`,
 * which does not run these; some need root, or programs that not every computer has.
 * `-- disk clock` runs the files whose path has one of these words.
 */
const words = process.argv.slice(2);
const folder = join(root, 'apps', 'api');
const outcome = join(folder, 'test-results', 'faults.json');

const chosen = (await readdir(join(folder, 'faults'), { recursive: true })).filter(
  (file) =>
    file.endsWith('.test.ts') && (words.length === 0 || words.some((w) => file.includes(w))),
);
if (chosen.length === 0) {
  say(`No file under apps/api/faults has ${words.join(' or ')} in its path.`);
  process.exit(1);
}
await tellMissingTools();
await buildQuietly('api', 'web');
await rm(outcome, { force: true });
const code = await run(chosen.map((file) => join('faults', file)));
const { passed, failed, skipped } = JSON.parse(
  await readFile(outcome, 'utf8').catch(() => '{"passed":0,"failed":1,"skipped":0}'),
);
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed > 0 || passed === 0 ? 1 : code;

/** Before the first minute is spent: a test without its tool fails. */
async function tellMissingTools() {
  const packages = JSON.parse(await readFile(join(folder, 'faults', 'tools.json'), 'utf8'));
  const sources = await Promise.all(
    chosen.map((file) => readFile(join(folder, 'faults', file), 'utf8')),
  );
  const wanted = new Set(
    sources.flatMap((source) =>
      [...source.matchAll(/\btool\('([^']+)'\)/g)].map(([, name]) => name),
    ),
  );
  const missing = [];
  for (const name of wanted) if (!(await isInstalled(name))) missing.push(name);
  if (missing.length === 0) return;
  say(`Not on this computer: ${missing.join(', ')}. The tests that need it will fail. To install:`);
  say(
    `  apt-get install ${[...new Set(missing.map((name) => packages[name] ?? name))].join(' ')}\n`,
  );
}

async function isInstalled(name) {
  const places = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  const found = await Promise.all(
    places.map((place) =>
      access(join(place, name)).then(
        () => true,
        () => false,
      ),
    ),
  );
  return found.includes(true);
}

function run(files) {
  const child = spawn(
    'npm',
    ['run', 'test:faults', '--silent', '-w', '@gatehouse/api', '--', ...files],
    { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' },
  );
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => child.on('close', (exit) => resolve(exit ?? 1)));
}
