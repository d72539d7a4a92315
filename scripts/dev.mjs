import './node-version.mjs';
import './follow-npm.mjs';
import { spawn } from 'node:child_process';
import { turbo } from './turbo.mjs';

/** `npm run dev`: every part watches its sources; the page is on port 5173 and asks the API on 3000. */
const watched = [
  '@gatehouse/auth-core',
  '@gatehouse/client-sdk',
  '@gatehouse/api',
  '@gatehouse/web',
];

const isBuilt = (await turbo(['run', 'build', ...watched.map((name) => `--filter=${name}`)])) === 0;
if (!isBuilt) process.exit(1);

const children = watched.map((name) =>
  spawn('npm', ['run', 'dev', '--silent', '-w', name], {
    stdio: ['ignore', 'inherit', 'inherit'],
    // Pages come from Vite here, so their writes come from another origin than the API's.
    env: { TRUSTED_ORIGINS: 'http://localhost:5173', ...process.env },
    shell: process.platform === 'win32',
  }),
);
for (const child of children) child.on('exit', () => end());
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end());

let isEnding = false;

/** One of them ended, or the person at the terminal wants to: all end. */
function end() {
  if (isEnding) return;
  isEnding = true;
  for (const child of children) child.kill('SIGTERM');
}
