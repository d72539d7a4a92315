import { readdirSync, readFileSync } from 'node:fs';
import {
  argon2Head,
  PasswordHasher,
  passwordFormat,
  SlowestHashes,
} from '@gatehouse/auth-core/password';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ForeignHashes } from '../src/account/foreign-hashes/foreign-hashes.ts';
import { ForeignHashesClock } from '../src/account/foreign-hashes/foreign-hashes-clock.ts';
import { type Api, newRegistration, type Person } from './api.ts';
import { newAddress } from './guesser.ts';
import { WorkWatch } from './work-watch.ts';

interface Vector {
  readonly stored: string;
  readonly password: string;
  readonly wrong: string;
  readonly settings?: { readonly devisePepper?: string };
}

const pepper = 'c0ffee'.repeat(12);

/** One of each format, and one with pepper: as other systems have made them, at a cost that a test can bear. */
function oneOfEach(): Vector[] {
  const folder = new URL('../../../packages/auth-core/test/vectors/', import.meta.url);
  const chosen = new Map<string, Vector[]>();
  for (const file of readdirSync(folder).filter((name) => /\.json$/.test(name))) {
    const { vectors = [] }: { vectors?: Vector[] } = JSON.parse(
      readFileSync(new URL(file, folder), 'utf8'),
    );
    for (const vector of vectors) {
      const { stored, settings = { devisePepper: pepper } } = vector;
      const kind = `${passwordFormat(stored)} ${vector.settings === undefined}`;
      if (settings.devisePepper === pepper && !/^\{pbkdf2/.test(stored))
        chosen.set(kind, [...(chosen.get(kind) ?? []), vector]);
    }
  }
  // The first of some has the cost that the system has by itself.
  return [...chosen.values()].flatMap(([first, second = first]) => (second ? [second] : []));
}

describe('a log-in with a hash of another system', () => {
  const vectors = oneOfEach();
  let watch: WorkWatch;
  let api: Api;
  let person: Person;
  beforeAll(async () => {
    watch = await WorkWatch.start({ TRUST_PROXY: '1', DEVISE_PEPPER: pepper });
    api = watch.api;
    person = await api.register();
  }, 60_000);
  afterAll(() => api.stop());

  const look = () => api.app.get(ForeignHashes).look();
  const pace = () => api.app.get(PasswordHasher).pace;
  const store = (hash: string) =>
    api.database.query('UPDATE users SET password_hash = $2 WHERE id = $1', [person.user.id, hash]);
  async function stored(): Promise<string> {
    const [row]: { password_hash: string }[] = await api.database.query(
      'SELECT password_hash FROM users WHERE id = $1',
      [person.user.id],
    );
    return row?.password_hash ?? '';
  }
  async function logIn(password: string): Promise<number> {
    const body = { identifier: person.user.username, password };
    const { status } = await api.send('POST', '/api/session', body, {
      'x-forwarded-for': newAddress(),
    });
    await api.database.query('DELETE FROM password_failures');
    return status;
  }

  it('lets its owner in and nobody else, and is replaced by ours at once [EXT-008] [S-182]', async () => {
    expect(vectors.length).toBeGreaterThan(18);
    const faults: unknown[] = [];
    for (const vector of vectors) {
      // What the last one cost is not waited for.
      await api.app.get(PasswordHasher).keepPaceWith(new SlowestHashes());
      await store(vector.stored);
      const wrong = await logIn(vector.wrong);
      const isKept = (await stored()) === vector.stored;
      const statuses = [wrong, await logIn(vector.password)];
      const isReplaced = (await stored()).startsWith(argon2Head);
      if (statuses.join() !== '401,200' || !isKept || !isReplaced)
        faults.push({ vector, statuses, isKept, isReplaced });
    }
    expect(faults).toEqual([]);
    expect(await logIn(vectors.at(-1)?.password ?? '')).toBe(200);
    await look();
    expect(pace()).toBe(0);
  }, 60_000);

  it('succeeds although the better hash cannot be written, and says so in the log [EXT-008]', async () => {
    const [vector] = vectors;
    if (!vector) throw new Error('No vectors.');
    await store(vector.stored);
    await api.database.query(`
      CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''no''; END';
      CREATE TRIGGER refuse BEFORE UPDATE OF password_hash ON users FOR EACH ROW EXECUTE FUNCTION refuse()`);
    try {
      expect(await logIn(vector.password)).toBe(200);
      expect(await stored()).toBe(vector.stored);
      expect(api.log.filter((line) => line.includes('could not be replaced'))).toHaveLength(1);
    } finally {
      await api.database.query('DROP TRIGGER refuse ON users; DROP FUNCTION refuse');
    }
  });

  it('costs what any other costs, in hashes, statements and waiting [RT-12] [D-50]', async () => {
    const bcrypt = vectors.find((each) => passwordFormat(each.stored) === 'bcrypt')?.stored ?? '';
    const slow = bcrypt.replace('$04$', '$08$');
    const names = ['nobody', 'damaged', 'ours', 'fast', 'slow'];
    const people = Object.fromEntries(names.map((name) => [name, newRegistration()]));
    for (const name of names.slice(1)) await api.register(people[name]);
    const hashes = { damaged: 'nonsense', fast: `sha256$salt$${'ab'.repeat(32)}`, slow };
    for (const [name, hash] of Object.entries(hashes))
      await api.database.query('UPDATE users SET password_hash = $2 WHERE username = $1', [
        people[name]?.username,
        hash,
      ]);
    const costs = async () => {
      const all: { hashes: number; statements: readonly string[]; isPaced: boolean }[] = [];
      for (const name of names) {
        const [least, began] = [pace(), performance.now()];
        const { hashes, statements } = await watch.ask({
          method: 'POST',
          path: '/api/session',
          body: { identifier: people[name]?.username, password: 'a guess that is wrong' },
          headers: { 'x-forwarded-for': newAddress() },
        });
        all.push({ hashes, statements, isPaced: performance.now() - began >= least });
      }
      return all;
    };
    await costs();
    await look();
    expect(pace()).toBeGreaterThan(0);
    const [first, ...others] = await costs();
    expect(first).toMatchObject({ hashes: 1, isPaced: true });
    expect(others).toEqual(names.slice(1).map(() => first));

    await api.database.query(
      `UPDATE users SET password_hash = $1 WHERE password_hash NOT LIKE $2`,
      [`${argon2Head}c29tZXNhbHQ$${'A'.repeat(43)}`, `${argon2Head}%`],
    );
    await look();
    expect(pace()).toBe(0);
  });

  it('is found among any number of them, at the start and when there are more [RT-12]', async () => {
    await api.database.query(
      `INSERT INTO users (name, username, username_canonical, email, email_canonical, password_hash)
       SELECT n, n, n, n || '@example.com', n || '@example.com', 'sha256$salt$' || repeat('ab', 32)
         FROM (SELECT 'imported-' || i AS n FROM generate_series(1, 1100) AS i) AS names`,
    );
    const clock = api.app.get(ForeignHashesClock);
    await clock.tick();
    const fast = pace();
    expect(fast).toBeGreaterThan(0);
    const [last]: { id: string }[] = await api.database.query(
      `SELECT id FROM users WHERE username LIKE 'imported-%' ORDER BY id DESC LIMIT 1`,
    );
    const slow = `pbkdf2:sha256:200000$salt$${'ab'.repeat(32)}`;
    await api.database.query('UPDATE users SET password_hash = $2 WHERE id = $1', [last?.id, slow]);
    // As many as before: that is looked at later.
    await clock.tick();
    expect(pace()).toBe(fast);
    await store(slow);
    await clock.tick();
    expect(pace()).toBeGreaterThan(fast);
    await api.database.query(`DELETE FROM users WHERE username LIKE 'imported-%'`);
  });

  it('is waited for no longer when the last of them is replaced, and more and fewer are noticed within a minute [RT-12]', async () => {
    const clock = api.app.get(ForeignHashesClock);
    await store(await api.app.get(PasswordHasher).hash('violin umbrella'));
    await clock.tick();
    expect(pace()).toBe(0);
    const since = api.log.length;
    const [vector] = vectors;
    if (!vector) throw new Error('No vectors.');
    // Imported, and replaced at a log-in, between two looks.
    await store(vector.stored);
    expect(await logIn(vector.password)).toBe(200);
    expect(pace()).toBeGreaterThan(0);
    await clock.tick();
    expect(pace()).toBe(0);

    await store(`pbkdf2:sha1:1000$salt$${'ab'.repeat(20)}`);
    await clock.tick();
    const fast = pace();
    await store(await api.app.get(PasswordHasher).hash('violin umbrella'));
    await clock.tick();
    await store(`pbkdf2:sha256:400000$salt$${'ab'.repeat(32)}`);
    await clock.tick();
    expect(pace()).toBeGreaterThan(fast);
    const told = api.log.slice(since).filter((line) => line.includes('every check lasts'));
    expect(told.at(-1)).toContain('werkzeug-pbkdf2-sha256');
  });

  it('is found by an index that says what today’s settings are [RT-12]', async () => {
    const indexes: { indexdef: string }[] = await api.database.query(
      `SELECT indexdef FROM pg_indexes WHERE indexname = 'users_foreign_hashes_idx'`,
    );
    expect(indexes).toEqual([{ indexdef: expect.stringContaining(`'${argon2Head}%'`) }]);
  });
});
