import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { freePort } from '../product.ts';
import { Program } from '../program.ts';

const execute = promisify(execFile);
const operator = join(import.meta.dirname, '../../apps/api/dist/cli/main.js');

/** What production needs, beside a key. */
const production = { NODE_ENV: 'production', PUBLIC_URL: 'https://app.example.com' };
const nowhere = 'postgres://somebody:hush-hush@127.0.0.1:1/none';

let folder: string;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatehouse-e2e-'));
});
test.afterEach(() => rm(folder, { recursive: true, force: true }));

test.describe('a start with wrong settings', () => {
  test('names every fault in one list, and no secret [S-111, S-186, CF-04, UX-DX-12]', async () => {
    const program = Program.run('main', {
      NODE_ENV: 'production',
      PUBLIC_URL: 'http://app.example.com',
      SECRET_KEYS: 'changeme-changeme-changeme-changeme',
      SESSION_IDLE: '13h',
    });
    expect(await program.end()).toBe(78);
    expect(program.output).toContain('SESSION_IDLE: longer than SESSION_ABSOLUTE');
    expect(program.output).toContain('SECRET_KEYS: key 1 is short or an example');
    expect(program.output).toContain('PUBLIC_URL: must begin with https:// in production.');
    expect(program.output).toContain('3 problems');
    expect(program.output).not.toContain('changeme');
    // Neither a stack nor colours, which a log file would keep as noise.
    expect(program.output).not.toMatch(/\n\s+at /);
    expect(program.output).not.toContain('\u001B');
  });

  test('names unreadable values together', async () => {
    const variables = { PORT: 'many', TRUST_PROXY: 'true', SESSION_IDLE: 'soon' };
    const program = Program.run('main', variables);
    expect(await program.end()).toBe(78);
    for (const name of Object.keys(variables)) expect(program.output).toContain(`${name}: "`);
  });

  test('refuses missing, short, known and repeated keys in production [S-111, S-186, CF-04]', async () => {
    const fresh = await newKey();
    const cases = [
      { keys: '', fault: 'SECRET_KEYS: missing' },
      { keys: 'Zq8-x1', fault: 'SECRET_KEYS: key 1 is short' },
      { keys: 'super secret super secret super secret', fault: 'SECRET_KEYS: key 1 is short or' },
      { keys: `${fresh},${fresh}`, fault: 'SECRET_KEYS: the same key stands there twice' },
    ];
    await Promise.all(
      cases.map(async ({ keys, fault }) => {
        const program = Program.run('main', { ...production, SECRET_KEYS: keys });
        expect(await program.end()).toBe(78);
        expect(program.output).toContain(fault);
        for (const key of keys.split(',').filter(Boolean))
          expect(program.output).not.toContain(key);
      }),
    );
  });
});

test.describe('a start that cannot work', () => {
  test('says what to do when the database is not there', async () => {
    const program = Program.run('main', { DATABASE_URL: nowhere, SECRET_KEYS: await newKey() });
    expect(await program.end()).toBe(1);
    expect(program.output).toContain('The database cannot be reached');
    expect(program.output).toContain('Check DATABASE_URL');
    expect(program.output).not.toContain('hush-hush');
  });

  test('says what to do when the port is taken, and leaves no database behind', async () => {
    const port = await freePort();
    const other = createServer().listen(port, '127.0.0.1');
    const program = Program.run('main', { DATA_DIR: folder, PORT: String(port) });
    expect(await program.end()).toBe(1);
    other.close();
    expect(program.output).toContain(`Port ${port} is taken by another program.`);
    expect(program.output).toContain(`PORT=${port + 1} npm start`);
    await expect(readFile(join(folder, 'postgres/cluster/postmaster.pid'))).rejects.toThrow();
  });
});

for (const signal of ['SIGTERM', 'SIGINT'] as const)
  test(`a product that gets ${signal} leaves nothing running`, async () => {
    const port = await freePort();
    const program = Program.run('main', { DATA_DIR: folder, PORT: String(port) });
    await program.says('Gatehouse is ready');
    const [pid = '', , , databasePort = ''] = (
      await readFile(join(folder, 'postgres/cluster/postmaster.pid'), 'utf8')
    ).split('\n');
    expect(isRunning(Number(pid))).toBe(true);

    expect(await program.stop(signal)).toBe(0);
    expect(isRunning(Number(pid))).toBe(false);
    for (const each of [port, Number(databasePort)])
      await expect(fetch(`http://127.0.0.1:${each}/`)).rejects.toThrow();
  });

test('the command for keys prints a fresh one each time [S-188]', async () => {
  const [one, other] = [await newKey(), await newKey()];
  expect(one).not.toBe(other);
  expect(Buffer.from(one, 'base64url')).toHaveLength(32);
  // It gets as far as the database: nothing was wrong with the key.
  const program = Program.run('main', {
    ...production,
    SECRET_KEYS: `${one},${other}`,
    DATABASE_URL: nowhere,
  });
  await program.end();
  expect(program.output).toContain('The database cannot be reached');
});

async function newKey(): Promise<string> {
  const { stdout } = await execute(process.execPath, [operator, 'secret', 'new']);
  return stdout.trim();
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
