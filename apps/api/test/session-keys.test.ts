import { createHash, createHmac, randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { newSecretKey } from '../src/config/secret-keys.ts';
import { type Api, type Person, startApi } from './api.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { WireBrowser } from './wire-browser.ts';

describe('the table of sessions', () => {
  let api: Api;
  let ada: Person;
  let browser: WireBrowser;
  beforeAll(async () => {
    api = await startApi();
    ada = await api.register();
    browser = new WireBrowser(api);
    await browser.logIn(ada, true);
  });
  afterAll(() => api.stop());

  it('holds no secret of a cookie, in any spelling [SE-02]', async () => {
    const [id = '', secret = ''] = browser.token.split('.');
    const bytes = Buffer.from(secret, 'base64url');
    const dump = JSON.stringify(await api.database.query('SELECT to_jsonb(s) FROM sessions s'));

    expect(dump).toContain(id);
    for (const spelling of [secret, bytes.toString('hex'), bytes.toString('base64'), browser.token])
      expect(dump).not.toContain(spelling);
    // Not a bare digest either: that could be made, and looked up, without the key.
    for (const text of [secret, bytes, browser.token])
      expect(dump).not.toContain(createHash('sha256').update(text).digest('hex'));
  });

  it('gives whoever steals it no cookie [SE-02] [S-199]', async () => {
    const stolen: { id: string; mac: Buffer }[] = await api.database.query(
      'SELECT id, secret_mac AS mac FROM sessions',
    );
    const cookies = stolen.flatMap(({ id, mac }) =>
      [mac.toString('base64url'), mac.toString('hex'), mac.toString('base64')].map(
        (value) => `sid=${id}.${value}`,
      ),
    );

    for (const cookie of cookies) {
      const response = await api.raw('/api/users', { headers: { cookie } });
      expect(response.status).toBe(401);
    }
    expect(cookies.length).toBeGreaterThan(0);
  });

  it('gives whoever writes to it no session [SE-02]', async () => {
    const id = randomBytes(16).toString('base64url');
    const secret = randomBytes(32).toString('base64url');
    const digests = [
      createHash('sha256').update(secret).digest(),
      createHash('sha256').update(`${id}.${secret}`).digest(),
      createHmac('sha256', '').update(`${id}.${secret}`).digest(),
      Buffer.from(secret),
      Buffer.alloc(0),
    ];
    for (const digest of digests) {
      await api.database.query(
        `INSERT INTO sessions (id, secret_mac, user_id, idle_expires_at, expires_at, browser, os, device_kind)
         VALUES ($1, $2, $3, now() + interval '1 d', now() + interval '1 d', 'x', 'x', 'unknown')
         ON CONFLICT (id) DO UPDATE SET secret_mac = EXCLUDED.secret_mac`,
        [id, digest, ada.user.id],
      );
      const response = await api.raw('/api/users', { headers: { cookie: `sid=${id}.${secret}` } });
      expect(response.status).toBe(401);
    }
  });

  it('gives no session to whoever copies a digest of his own onto a row of another [SE-02]', async () => {
    const thief = new WireBrowser(api);
    await thief.logIn(await api.register());
    const victim = new WireBrowser(api);
    await victim.logIn(ada);
    await api.database.query(
      `UPDATE sessions SET secret_mac = (SELECT secret_mac FROM sessions WHERE id = $1) WHERE id = $2`,
      [thief.sessionId, victim.sessionId],
    );

    const cookie = `sid=${victim.sessionId}.${thief.token.split('.')[1]}`;
    expect((await api.raw('/api/users', { headers: { cookie } })).status).toBe(401);
  });
});

describe('a session over a restart', () => {
  const [older, newer] = [newSecretKey(), newSecretKey()];
  let database: TestDatabase;
  const running: Api[] = [];
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterEach(async () => {
    for (const api of running.splice(0)) await api.stop();
  });
  afterAll(() => database.drop());

  async function start(...keys: string[]): Promise<Api> {
    const variables = { SECRET_KEYS: keys.join(',') };
    const api = await startApi({ databaseUrl: database.url, variables });
    running.push(api);
    return api;
  }

  async function stop(api: Api): Promise<void> {
    running.splice(running.indexOf(api), 1);
    await api.stop();
  }

  it('goes on, and its counter counts on [S-084] [S-100]', async () => {
    const before = await start(older);
    const ada = await before.register();
    const browser = new WireBrowser(before);
    await browser.logIn(ada);
    await browser.send('PUT', '/api/counter');
    for (let time = 0; time < 3; time++) await browser.send('POST', '/api/counter');
    await stop(before);

    const after = browser.copy({ server: await start(older) });

    expect(await after.whoAmI()).toBe(ada.user.username);
    expect(await after.read('POST', '/api/counter')).toEqual({ count: 4 });
  });

  it('is the same in two processes side by side [S-084] [SE-10]', async () => {
    const [one, two] = [await start(older), await start(older)];
    const ada = await one.register();
    const here = new WireBrowser(one);
    await here.logIn(ada);
    const there = here.copy({ server: two });
    expect(await there.whoAmI()).toBe(ada.user.username);

    await here.logOut();

    expect(await there.whoAmI()).toBeNull();
  });

  it('goes on while its old key is kept behind a new one [FL-134]', async () => {
    const before = await start(older);
    const ada = await before.register();
    const browser = new WireBrowser(before);
    await browser.logIn(ada);
    await stop(before);

    const after = browser.copy({ server: await start(newer, older) });
    expect(await after.whoAmI()).toBe(ada.user.username);

    await after.logIn(ada);
    const { token } = after;
    await stop(running[0] as Api);
    const last = after.copy({ server: await start(newer) });
    expect(last.token).toBe(token);
    expect(await last.whoAmI()).toBe(ada.user.username);
  });

  it('ends with its key, as if nobody had ever logged in [S-080] [FL-134]', async () => {
    const before = await start(older);
    const ada = await before.register();
    const browser = new WireBrowser(before);
    await browser.logIn(ada);
    await stop(before);

    const after = browser.copy({ server: await start(newer) });

    const response = await after.send('GET', '/api/session');
    expect([response.status, await response.json()]).toEqual([
      200,
      { user: null, session: null, flash: 0 },
    ]);
    expect((await after.send('GET', '/api/users')).status).toBe(401);
    expect((await after.logIn(ada)).status).toBe(200);
    expect(await after.whoAmI()).toBe(ada.user.username);
  });
});
