import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api, type Person, startApi } from './api.ts';

describe('a command of the operator', () => {
  let api: Api;
  let ada: Person;
  beforeAll(async () => {
    api = await startApi();
    ada = await api.register();
  });
  afterAll(() => api.stop());

  /** As it is built, and in a process of its own. */
  async function run(name: string, ...given: string[]): Promise<string> {
    const program = fileURLToPath(new URL(`../dist/${name}-command.js`, import.meta.url));
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [program, ...given], {
      env: { PATH: process.env['PATH'], DATABASE_URL: api.databaseUrl },
    });
    return stdout + stderr;
  }

  const kept = () =>
    api.database.query(
      `SELECT user_id AS "userId", details FROM security_events WHERE name = 'authz_admin' ORDER BY id`,
    );

  it('ends the sessions of a copy without the limits of requests, and keeps that it did [D-20]', async () => {
    await api.visitor().client.counter.start();
    await api.database.query(`
      CREATE FUNCTION insist_on_patience() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF current_setting('statement_timeout') <> '0' THEN RAISE 'A large table would take too long.'; END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER patience AFTER DELETE ON sessions FOR EACH STATEMENT EXECUTE FUNCTION insist_on_patience()`);
    const told = await run('restored');

    expect(told).toMatch(/^Sessions that are over now: 1\.$/m);
    expect(await api.database.query('SELECT 1 FROM sessions')).toEqual([]);
    expect(await kept()).toEqual([
      { userId: null, details: { action: 'restored', endedSessions: 1, by: 'command' } },
    ]);
  });

  it('forgets wrong passwords, and keeps that it did', async () => {
    const key = `user:${ada.user.id}`;
    await api.database.query('INSERT INTO password_failures (key, failures) VALUES ($1, 100)', [
      key,
    ]);
    expect(await run('unlock', ada.user.username)).toContain('can log in again');

    const left = await api.database.query('SELECT 1 FROM password_failures WHERE key = $1', [key]);
    expect(left).toEqual([]);
    expect((await kept()).at(-1)).toEqual({
      userId: ada.user.id,
      details: { action: 'unlocked', by: 'command' },
    });
  });
});
