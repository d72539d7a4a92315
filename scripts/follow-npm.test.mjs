import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';

const follower = pathToFileURL(join(import.meta.dirname, 'follow-npm.mjs')).href;

/** A server that tells its number and how it is ended; it would go on for ever. */
const server = `
  import ${JSON.stringify(follower)};
  setInterval(() => {}, 1000);
  process.on('SIGTERM', () => { console.log('ended'); process.exit(0); });
  console.log(process.pid);
`;

/** What npm is to it: a parent that waits, and hands over its output. */
const parent = `
  const { spawn } = require('node:child_process');
  spawn(process.execPath, ['--input-type=module', '-e', process.argv[1]], { stdio: 'inherit' });
  setInterval(() => {}, 1000);
`;

/** @returns what the server says after its parent was killed, or nothing when it lives on */
async function saidAfterDeath(environment) {
  const npm = spawn(process.execPath, ['-e', parent, server], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: npm.stdout });
  const [pid] = await once(lines, 'line');
  npm.kill('SIGKILL');
  const [said] = await once(lines, 'line', { signal: AbortSignal.timeout(3000) }).catch(() => []);
  if (said === undefined) process.kill(Number(pid), 'SIGKILL');
  return said;
}

describe('a server that npm has started', () => {
  it('ends in order when npm is killed and can tell it nothing', async () => {
    assert.equal(await saidAfterDeath({ npm_lifecycle_event: 'start' }), 'ended');
  });

  it('lives on without its parent when it was started by somebody else', async () => {
    assert.equal(await saidAfterDeath({ npm_lifecycle_event: '' }), undefined);
  });
});
