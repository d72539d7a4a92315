import './node-version.mjs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sum, tally } from './results.mjs';
import { root, turbo } from './turbo.mjs';

/**
 * `npm test`: every check and every suite, the browser last. Goes on past what fails.
 * `-- --force` runs what is cached again; `-- --filter=@gatehouse/api` runs one part.
 */
const given = process.argv.slice(2);
const isWhole = !given.some(
  (argument) => argument.startsWith('--filter') || argument.startsWith('-F'),
);
const checks = isWhole
  ? ['lint', 'format:check', 'test:scripts', 'conformance', 'claims', 'boundaries', 'dead-code']
  : [];
const browser = '@gatehouse/e2e#test';

const plan = await planOf(['build', 'types', 'test', ...checks]);
await Promise.all(
  plan.map(({ directory }) =>
    rm(join(root, directory, 'test-results'), { recursive: true, force: true }),
  ),
);

const inBrowser = plan.filter(({ taskId }) => taskId === browser);
const others = plan.filter(({ taskId }) => taskId !== browser);
const exits = new Map(await run(others));
const isBuilt = plan.every(({ taskId, task }) => task !== 'build' || exits.get(taskId) === 0);
// Alone, and on what the first round built: a browser next to other work is slow and fails for no reason.
if (isBuilt) for (const [id, code] of await run(inBrowser, ['--only'])) exits.set(id, code);

const rows = (await Promise.all(plan.map((task) => tally(task, exits.get(task.taskId))))).filter(
  Boolean,
);
report(rows);

/** What there is to do, in turbo's own words. */
async function planOf(names) {
  const lines = [];
  await turbo(['run', ...names, ...given, '--dry-run=json'], (line) => lines.push(line));
  const text = lines.join('\n');
  try {
    const { tasks } = JSON.parse(text.slice(text.indexOf('{')));
    return tasks.filter(({ command }) => command !== '<NONEXISTENT>');
  } catch {
    process.stderr.write(`${text}\n`);
    return [];
  }
}

/** Runs tasks and answers with the exit code of each that ran. */
async function run(tasks, more = []) {
  if (tasks.length === 0) return [];
  let summary = '';
  const flags = ['--summarize', '--continue=dependencies-successful', '--concurrency=2'];
  const looks = ['--output-logs=new-only', '--log-order=grouped', '--log-prefix=none'];
  const force = given.includes('--force') ? ['--force'] : [];
  await turbo(
    ['run', ...tasks.map(({ taskId }) => taskId), ...flags, ...looks, ...force, ...more],
    (line) => {
      const found = /^\s*Summary:\s+(\S+\.json)/.exec(line);
      if (found) summary = found[1];
      else process.stdout.write(`${line}\n`);
    },
  );
  const done = JSON.parse(await readFile(summary, 'utf8').catch(() => '{"tasks":[]}'));
  await rm(summary, { force: true });
  return done.tasks.map(({ taskId, execution }) => [taskId, execution?.exitCode]);
}

function report(rows) {
  const width = Math.max(...rows.map(({ name }) => name.length), 0);
  console.log('');
  for (const { name, passed, failed, skipped, failures } of rows) {
    const skips = skipped > 0 ? `, ${skipped} skipped` : '';
    console.log(
      `${failed > 0 ? '✗' : '✓'} ${name.padEnd(width)}  ${passed} passed, ${failed} failed${skips}`,
    );
    for (const failure of failures) console.log(`    ✗ ${failure}`);
  }
  const passed = sum(rows, 'passed');
  const failed = sum(rows, 'failed');
  const hasSuites = plan.some(({ task }) => task === 'test');
  process.exitCode = failed > 0 || passed === 0 || !hasSuites ? 1 : 0;
  console.log(`\n${passed} passed, ${failed} failed`);
}
