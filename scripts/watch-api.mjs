import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Compiles the API on every change, and starts it again when what it runs has changed. */
const folder = fileURLToPath(new URL('../apps/api', import.meta.url));
const tsc = fileURLToPath(new URL('../node_modules/.bin/tsc', import.meta.url));

const children = [
  run(tsc, ['-p', 'tsconfig.build.json', '--watch', '--preserveWatchOutput']),
  run(process.execPath, [
    '--watch',
    '--watch-preserve-output',
    '--enable-source-maps',
    'dist/main.js',
  ]),
];
for (const child of children) child.on('exit', end);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end);

function run(program, args) {
  const shell = process.platform === 'win32';
  return spawn(program, args, { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'], shell });
}

function end() {
  for (const child of children) child.kill('SIGTERM');
}
