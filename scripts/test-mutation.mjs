import './node-version.mjs';
import './follow-npm.mjs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Stryker } from '@stryker-mutator/core';
import { buildQuietly, say } from './build-quietly.mjs';
import { mutationGroups } from './mutation-groups.mjs';
import { root } from './turbo.mjs';

/**
 * `npm run test:mutation`: changes the rules and the guards, one place at a time, and counts the changes that
 * a test notices. `-- guards` takes one area, `-- 'return path'` one group of files. Slow: `npm test` does without.
 */
const folders = { 'auth-core': 'packages/auth-core', guards: 'apps/api' };
const words = process.argv.slice(2);
const chosen = Object.entries(mutationGroups).flatMap(([area, groups]) =>
  groups
    .filter(({ name }) => words.length === 0 || words.includes(area) || words.includes(name))
    .map((group) => ({ ...group, area, folder: folders[area] })),
);
if (chosen.length === 0) {
  say(`There is no area or group named ${words.join(' or ')}.`);
  process.exit(1);
}

process.chdir(root);
await buildQuietly('auth-core');
const scores = [];
for (const group of chosen) {
  const mutants = await new Stryker(optionsOf(group)).runMutationTest();
  const score = scoreOf(group, mutants);
  scores.push(score);
  console.log(inWords(score));
  await leaveReport(group, mutants);
}
tellTogether();

function optionsOf({ folder, files, tests }) {
  return {
    testRunner: 'jest',
    testRunnerNodeArgs: ['--experimental-vm-modules', '--no-warnings'],
    plugins: [fileURLToPath(import.meta.resolve('@stryker-mutator/jest-runner'))],
    coverageAnalysis: 'perTest',
    concurrency: 1,
    // The modules of earlier mutants stay in memory.
    maxTestRunnerReuse: 15,
    // A busy computer is no noticed change, and one that never ends must not take forever.
    timeoutMS: 20_000,
    mutate: files.map((file) => `${folder}/src/${file}.ts`),
    ignorePatterns: [
      '**',
      `!${folder}/**`,
      '!jest.base.js',
      '!tsconfig.base.json',
      '**/{dist,node_modules}',
    ],
    // Types are not looked at: what does not compile is one more mutant.
    disableTypeChecks: false,
    jest: {
      configFile: `${folder}/jest.config.js`,
      config: {
        testMatch: tests.map((test) => `<rootDir>/test/${test}.test.ts`),
        testTimeout: 10_000,
        globalSetup: null,
        globalTeardown: null,
      },
      enableFindRelatedTests: false,
    },
    reporters: process.stdout.isTTY ? ['progress'] : [],
    // It would complain of having no reporter.
    logLevel: 'error',
  };
}

/** As Stryker counts: what does not even load is no mutant. */
function scoreOf({ area, name }, mutants) {
  const count = (...statuses) => mutants.filter(({ status }) => statuses.includes(status)).length;
  return {
    area,
    name,
    noticed: count('Killed', 'Timeout'),
    all: count('Killed', 'Timeout', 'Survived', 'NoCoverage'),
  };
}

async function leaveReport({ area, name, folder }, mutants) {
  const left = mutants
    .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
    .map(({ fileName, location, mutatorName, replacement, status }) => {
      const place = `${relative(root, fileName)}:${location.start.line}:${location.start.column}`;
      return `${place} ${status} ${mutatorName}: ${replacement?.replaceAll(/\s+/g, ' ')}`;
    });
  for (const line of left) console.log(`  ${line}`);
  await mkdir(join(root, folder, 'test-results'), { recursive: true });
  const file = `mutation-${area}-${name.replaceAll(' ', '-')}.json`;
  await writeFile(join(root, folder, 'test-results', file), JSON.stringify(mutants, null, 2));
}

function inWords({ area, name, noticed, all }) {
  return `${area}, ${name}: ${noticed} of ${all} noticed, ${percent(noticed, all)}`;
}

function percent(noticed, all) {
  return all === 0 ? '–' : `${((100 * noticed) / all).toFixed(1)} %`;
}

function tellTogether() {
  for (const area of Object.keys(mutationGroups)) {
    const own = scores.filter((score) => score.area === area);
    if (own.length < 2) continue;
    const sum = (key) => own.reduce((total, score) => total + score[key], 0);
    console.log(inWords({ area, name: 'together', noticed: sum('noticed'), all: sum('all') }));
  }
}
