import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newSecretKey } from '../src/config/secret-keys.ts';
import { type Api, startApi } from '../test/api.ts';

const PEOPLE = 100_000;
/** Seconds for all of them: twice the time of two busy cores. */
const MOST = 60;

const main = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));

describe('an import of a hundred thousand people', () => {
  let api: Api;
  let folder: string;
  let path: string;
  beforeAll(async () => {
    api = await startApi();
    folder = mkdtempSync(join(tmpdir(), 'gatehouse-import-'));
    path = join(folder, 'people.csv');
    const lines = Array.from({ length: PEOPLE }, (_, at) => {
      const salt = String(at).padStart(22, 'a');
      const day = new Date(1.5e12 + at * 1e6).toISOString();
      return `person.${at},${at}@example.com,Person ${at},member,$2b$12$${salt}${'b'.repeat(31)},${day}`;
    });
    writeFileSync(path, `username,email,name,role,password_hash,created_at\n${lines.join('\n')}\n`);
  });
  afterAll(async () => {
    await api.stop();
    await rm(folder, { recursive: true });
  });

  const begin = (...options: string[]) =>
    spawn(process.execPath, [main, 'user', 'import', path, '--json', ...options], {
      env: {
        PATH: process.env['PATH'],
        DATABASE_URL: api.databaseUrl,
        SECRET_KEYS: newSecretKey(),
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  async function run(...options: string[]) {
    const child = begin(...options);
    const parts: Buffer[] = [];
    child.stdout.on('data', (part: Buffer) => parts.push(part));
    const [code] = await once(child, 'close');
    return { code, ...JSON.parse(Buffer.concat(parts).toString()) };
  }
  const people = async (): Promise<number> => {
    const [row] = await api.database.query(
      `SELECT count(*)::int AS count FROM users WHERE username LIKE 'person.%'`,
    );
    return row.count;
  };
  const told = async (): Promise<number> => {
    const [row] = await api.database.query(
      `SELECT coalesce(sum((details ->> 'count')::int), 0)::int AS sum FROM security_events WHERE name = 'users_imported'`,
    );
    return row.sum;
  };

  it('that is killed in the middle leaves whole batches with their events, and goes on where it was', async () => {
    expect(await run('--dry-run')).toMatchObject({ code: 0, imported: PEOPLE, refused: 0 });
    expect(await people()).toBe(0);

    const child = begin();
    while ((await people()) === 0);
    child.kill('SIGKILL');
    await once(child, 'close');
    const before = await people();
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(PEOPLE);
    expect(await told()).toBe(before);

    expect(await run()).toMatchObject({
      code: 0,
      imported: PEOPLE - before,
      alreadyThere: before,
      refused: 0,
    });
    expect([await people(), await told()]).toEqual([PEOPLE, PEOPLE]);
    expect(await run()).toMatchObject({ imported: 0, alreadyThere: PEOPLE });
  }, 300_000);

  it('takes less than a minute', async () => {
    await api.database.query(`TRUNCATE users CASCADE`);
    const { seconds, imported } = await run();
    console.log(`${imported} people in ${seconds} s`);
    expect(imported).toBe(PEOPLE);
    expect(seconds).toBeLessThan(MOST);
  }, 300_000);
});
