import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

const scripts = new URL('.', import.meta.url).pathname;

/** An installation without development tools. */
async function installation(t, { isBuilt }) {
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-command-'));
  t.after(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, 'scripts'));
  for (const name of ['command.mjs', 'node-version.mjs'])
    await cp(join(scripts, name), join(folder, 'scripts', name));
  const cli = join(folder, 'apps', 'api', 'dist', 'cli');
  if (isBuilt) {
    await mkdir(cli, { recursive: true });
    await writeFile(join(cli, 'main.js'), 'console.log(process.argv.slice(2).join())');
    await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  }
  return (NODE_ENV) =>
    spawnSync(process.execPath, [join(folder, 'scripts', 'command.mjs'), 'user', 'list'], {
      env: { ...process.env, NODE_ENV },
      encoding: 'utf8',
    });
}

test('commands run without development tools, whatever the environment is called', async (t) => {
  const run = await installation(t, { isBuilt: true });
  for (const environment of ['production', 'development']) {
    const { status, stdout, stderr } = run(environment);
    assert.deepEqual({ status, stdout, stderr }, { status: 0, stdout: 'user,list\n', stderr: '' });
  }
});

test('commands that are not built say so', async (t) => {
  const run = await installation(t, { isBuilt: false });
  const { status, stdout, stderr } = run('production');
  assert.deepEqual({ status, stdout }, { status: 1, stdout: '' });
  assert.match(stderr, /^The product is not built\..*npm run build\n$/);
});
