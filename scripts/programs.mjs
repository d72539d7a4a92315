import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { unpackedProgram } from './debian-package.mjs';

const execute = promisify(execFile);
const parent = join(import.meta.dirname, '.data');

/** Programs of others that tests need for real: how each is called, asked for its version, and got. */
const programs = {
  redis: {
    names: ['redis-server', 'valkey-server'],
    asks: ['--version'],
    answers: /server v=/,
    packageName: 'redis-server',
    program: 'usr/bin/redis-server',
  },
  nginx: {
    names: ['nginx'],
    asks: ['-v'],
    answers: /nginx version/,
    packageName: 'nginx',
    program: 'usr/sbin/nginx',
  },
  caddy: {
    names: ['caddy'],
    asks: ['version'],
    answers: /^v?\d/,
    packageName: 'caddy',
    program: 'usr/bin/caddy',
  },
  haproxy: {
    names: ['haproxy'],
    asks: ['-v'],
    answers: /HAProxy version/,
    packageName: 'haproxy',
    program: 'usr/sbin/haproxy',
  },
  slowhttptest: {
    names: ['slowhttptest'],
    asks: ['-h'],
    answers: /slowhttptest/i,
    packageName: 'slowhttptest',
    program: 'usr/bin/slowhttptest',
  },
};

/** @throws an error that names the ways to get one */
async function findProgram(name) {
  const { names, packageName, program } = programs[name];
  const starts = (path) => isProgram(name, path);
  const variable = `${names[0].toUpperCase().replaceAll('-', '_')}_PATH`;
  const chosen = process.env[variable];
  if (chosen) {
    if (await starts(chosen)) return chosen;
    throw new Error(`${variable}=${chosen} does not start. Correct it, or unset it.`);
  }
  const home = join(parent, name);
  for (const path of [...systemPaths(names), join(home, 'start')])
    if (existsSync(path) && (await starts(path))) return path;

  const unpacked = await unpackedProgram({ home, packageName, program, starts }).catch(
    () => undefined,
  );
  if (unpacked) return unpacked;
  throw new Error(
    `Some tests need ${names.join(' or ')}. Three ways to get it:\n` +
      `  apt-get install ${packageName}        (or the like of your system)\n` +
      `  brew install ${name}\n` +
      `  ${variable}=/path/to/${names[0]} in the environment\n`,
  );
}

function systemPaths(names) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin'];
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

async function isProgram(name, path) {
  const { asks, answers } = programs[name];
  return execute(path, asks, { timeout: 20_000 }).then(
    ({ stdout, stderr }) => answers.test(stdout || stderr),
    // Some end with a fault after they have told what they are.
    ({ stdout, stderr }) => answers.test(stdout || stderr || ''),
  );
}

/** Prints the path of one that starts. */
export async function printProgram(name) {
  try {
    process.stdout.write(`${await findProgram(name)}\n`);
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
