import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './turbo.mjs';

export function sum(rows, column) {
  return rows.reduce((total, row) => total + row[column], 0);
}

/** How one task of a run went. A build counts only when it fails; a check is one test; a suite tells its own. */
export async function tally(task, exitCode) {
  const name = task.taskId.replace('//#', '').replace('#', ' ');
  if (task.task === 'test') return { name, ...(await suite(task, exitCode)) };
  if (exitCode !== 0) return { name, ...failure(exitCode) };
  return task.task === 'build'
    ? undefined
    : { name, passed: 1, failed: 0, skipped: 0, failures: [] };
}

function failure(exitCode) {
  const why =
    exitCode === undefined ? 'did not run: something it needs failed' : `ended with ${exitCode}`;
  return { passed: 0, failed: 1, skipped: 0, failures: [why] };
}

async function suite({ directory }, exitCode) {
  const folder = join(root, directory, 'test-results');
  const jest = await read(join(folder, 'jest.json'));
  const playwright = await read(join(folder, 'playwright.json'));
  if (exitCode === undefined || (!jest && !playwright)) return failure(exitCode);

  const counts = jest ?? ofPlaywright(playwright);
  if (counts.passed === 0 && counts.failed === 0)
    return { ...failure(exitCode), failures: ['no test ran'] };
  // A suite that fails without a failed test, such as by a threshold, fails all the same.
  if (exitCode !== 0 && counts.failed === 0)
    return { ...counts, ...{ failed: 1, failures: [`ended with ${exitCode}`] } };
  return counts;
}

async function read(file) {
  const text = await readFile(file, 'utf8').catch(() => '');
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function ofPlaywright({ stats, suites, errors }) {
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
    failures: [...errors.map(({ message }) => message), ...suites.flatMap(failedSpecs)],
  };
}

function failedSpecs({ title, suites = [], specs = [] }) {
  const own = specs.filter(({ ok }) => !ok).map((spec) => spec.title);
  return [...own, ...suites.flatMap(failedSpecs)].map((name) => `${title} › ${name}`);
}
