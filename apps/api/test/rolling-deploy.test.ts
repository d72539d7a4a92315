import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { Announcements } from '../src/announcements/announcements.ts';
import { createDataSource } from '../src/database/data-source.ts';
import { migrate } from '../src/database/migrate.ts';
import { SessionSecrets } from '../src/session/session-secrets.ts';
import { type Api, type Person, startApi } from './api.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { key, ReleaseBefore, sessionId, token } from './release-before.ts';
import { WireBrowser } from './wire-browser.ts';

const settings = { variables: { SECRET_KEYS: key } };
const firefox = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0' };

describe('a session that the release before wrote', () => {
  let database: TestDatabase;
  let client: pg.Client;
  let before: ReleaseBefore;
  beforeEach(async () => {
    database = await createTestDatabase();
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
    before = new ReleaseBefore(client);
  });
  afterEach(async () => {
    await client.end();
    await database.drop();
  });

  it('goes on after the migrations, with all that it held [SE-23] [D-19]', async () => {
    const dataSource = await createDataSource(database.url, () => undefined).initialize();
    while (await isAhead()) await dataSource.undoLastMigration();
    const { rows } = await client.query(
      `SELECT 1 FROM information_schema.columns
        WHERE table_schema = 'public' AND column_name = 'rotation_salt'`,
    );
    expect(rows).toEqual([]);
    await before.insert(await before.register('ada'));
    await migrate(dataSource);
    await dataSource.destroy();

    const api = await startApi({ ...settings, databaseUrl: database.url });
    try {
      const browser = new WireBrowser(api, firefox);
      browser.plant('sid', token);

      expect(await browser.view()).toMatchObject({
        user: { username: 'ada' },
        session: { id: sessionId, remembered: false, freshUntil: expect.any(String) },
        flash: 1,
      });
      expect(await browser.read('POST', '/api/counter')).toEqual({ count: 4 });
      expect(await browser.read('DELETE', '/api/session/flash')).toMatchObject([
        { text: 'Welcome.' },
      ]);
      expect((await browser.send('GET', '/api/account/sessions')).status).toBe(200);
      await api.database.query(`UPDATE sessions SET rotated_at = 'epoch'`);
      for (let time = 0; time < 3; time++) expect(await browser.whoAmI()).toBe('ada');
      expect(browser.token).not.toBe(token);
    } finally {
      await api.stop();
    }
  });

  async function isAhead(): Promise<boolean> {
    const { rows } = await client.query(`SELECT 1 FROM migrations WHERE timestamp > 1700000000004`);
    return rows.length > 0;
  }
});

describe('the release before, beside this one', () => {
  let api: Api;
  let client: pg.Client;
  let before: ReleaseBefore;
  let ada: Person;
  let browser: WireBrowser;
  beforeAll(async () => {
    api = await startApi(settings);
    client = new pg.Client({ connectionString: api.databaseUrl });
    await client.connect();
    before = new ReleaseBefore(client);
    ada = await api.register();
  });
  beforeEach(async () => {
    browser = new WireBrowser(api, firefox);
    browser.plant('sid', token);
    await before.insert(ada.user.id);
    expect(await browser.whoAmI()).toBe(ada.user.username);
  });
  afterEach(() => before.end(sessionId));
  afterAll(async () => {
    await client.end();
    await api.stop();
  });

  const heard = () => api.app.get(Announcements).everyoneHeard();

  it('finds what this one writes, and keeps it alive [SE-23] [D-19]', async () => {
    const newcomer = new WireBrowser(api);
    await newcomer.logIn(ada);

    expect(await before.find(newcomer.sessionId)).toMatchObject([
      { id: newcomer.sessionId, userId: ada.user.id, flashCount: 1 },
    ]);
    await before.touch(newcomer.sessionId);
    expect(await newcomer.whoAmI()).toBe(ada.user.username);
  });

  it('ends a session here too, though it tells nobody [D-19] [SE-10]', async () => {
    await before.end(sessionId);
    await heard();

    expect(await browser.whoAmI()).toBeNull();
  });

  it('finds nothing of what ended here [D-19]', async () => {
    expect((await browser.copy().logOut()).status).toBe(204);

    expect(await before.find(sessionId)).toEqual([]);
  });

  it('changes a role here too, and the session goes on under a new secret [D-19] [AZ-06]', async () => {
    await before.changeRole(ada.user.id, 'admin');
    await heard();

    expect((await browser.view()).user?.role).toBe('admin');
    expect(browser.token).not.toBe(token);
    expect(await browser.whoAmI()).toBe(ada.user.username);
    await before.changeRole(ada.user.id, 'member');
  });

  it('gives a session a secret in its own way, and neither holder is a thief [D-19]', async () => {
    const secrets = new SessionSecrets([key]);
    const [, secret = ''] = token.split('.');
    const renewed = secrets.next({ id: sessionId, secret }, secrets.newSalt());
    await before.changeRole(ada.user.id, 'member');
    await before.renewSecret(sessionId, secrets.mac(renewed));
    await heard();

    expect(await browser.whoAmI()).toBe(ada.user.username);
    browser.plant('sid', `${sessionId}.${renewed.secret}`);
    expect(await browser.whoAmI()).toBe(ada.user.username);
  });
});

describe('what only the next release knows', () => {
  let api: Api;
  let ada: Person;
  let browser: WireBrowser;
  beforeAll(async () => {
    api = await startApi(settings);
    ada = await api.register();
  });
  beforeEach(async () => {
    browser = new WireBrowser(api);
    await browser.logIn(ada);
    await browser.send('DELETE', '/api/session/flash');
  });
  afterAll(() => api.stop());

  const everything = async () => {
    const answers = [
      await browser.send('GET', '/api/session'),
      await browser.send('GET', '/api/users'),
      await browser.send('GET', '/api/account/sessions'),
      await browser.send('POST', '/api/messages', { content: 'Still here' }),
      await browser.send('DELETE', '/api/session/flash'),
    ];
    return answers.map(({ status }) => status);
  };

  it.each([
    ['a message', `flash = '[{"code":"passkey_added","level":"success","text":"Added."}]'`],
    ['a message of another shape', `flash = '[{"kind":"banner"}, 7, null]'`],
    ['a kind of device', `device_kind = 'watch'`],
    ['a long name of a browser', `browser = repeat('Ä', 5000)`],
    ['no salt', 'rotation_salt = NULL, previous_mac = secret_mac, previous_until = now()'],
  ])('is no fault and logs nobody out: %s [SE-23] [D-19]', async (_, change) => {
    await api.database.query(`UPDATE sessions SET ${change} WHERE id = $1`, [browser.sessionId]);

    expect(await everything()).toEqual([200, 200, 200, 201, 200]);
    expect(await browser.whoAmI()).toBe(ada.user.username);
  });

  it('is no fault either: a role, which gives no rights here [SE-23] [D-19]', async () => {
    await api.database.query('ALTER TABLE users DROP CONSTRAINT users_role_check');
    await api.database.query(`UPDATE users SET role = 'moderator' WHERE id = $1`, [ada.user.id]);

    expect(await everything()).toEqual([200, 200, 200, 201, 200]);
    expect(await browser.whoAmI()).toBe(ada.user.username);
  });

  it('is no fault either: a column, and a word on the channel [SE-23] [D-19]', async () => {
    await api.database.query(`ALTER TABLE sessions ADD passkey text DEFAULT 'none'`);
    await api.database.query(`ALTER TABLE users ADD locale text NOT NULL DEFAULT 'en'`);
    await api.database.query('SELECT pg_notify($1, $2)', ['gatehouse', 'q:anything']);

    expect(await everything()).toEqual([200, 200, 200, 201, 200]);
    expect((await new WireBrowser(api).logIn(ada)).status).toBe(200);
    expect((await api.register()).user.role).toBe('member');
  });
});
