import './node-version.mjs';
import './follow-npm.mjs';
import { spawn } from 'node:child_process';
import { buildQuietly } from './build-quietly.mjs';
import { root } from './turbo.mjs';

/** `npm run bench`: measures what is built, beside the least that could do the same. */
await buildQuietly('api', 'web');
const command = [
  'run',
  'bench',
  '--silent',
  '-w',
  '@gatehouse/api',
  '--',
  ...process.argv.slice(2),
];
const child = spawn('npm', command, {
  cwd: root,
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
// The bench ends in order by itself, and this waits for it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
