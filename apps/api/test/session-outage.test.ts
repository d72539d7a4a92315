import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Api, type Person, startApi } from './api.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { DatabaseLine } from './database-line.ts';
import { setCookiesOf, WireBrowser } from './wire-browser.ts';

describe('a session while the database cannot be reached', () => {
  let database: TestDatabase;
  let line: DatabaseLine;
  let api: Api;
  let ada: Person;
  let browser: WireBrowser;
  beforeAll(async () => {
    database = await createTestDatabase();
    line = new DatabaseLine(database.url);
    api = await startApi({ databaseUrl: await line.open() });
    ada = await api.register();
  });
  beforeEach(async () => {
    line.mend();
    browser = new WireBrowser(api);
    expect((await browser.logIn(ada)).status).toBe(200);
  });
  afterAll(async () => {
    line.mend();
    await api.stop();
    line.close();
    await database.drop();
  });

  it('is not taken for that of a visitor, and is there again afterwards [SE-21]', async () => {
    line.cut();
    const answers = [
      await browser.send('GET', '/api/session'),
      await browser.send('GET', '/api/users'),
      await browser.send('POST', '/api/counter'),
      await browser.logOut(),
    ];

    for (const answer of answers) {
      expect(answer.status).toBe(503);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(setCookiesOf(answer)).toEqual([]);
      expect(await answer.json()).toMatchObject({ code: 'unavailable' });
    }
    line.mend();
    expect(await browser.whoAmI()).toBe(ada.user.username);
  });

  it('does not begin, and nothing of the cause is told [S-056] [SE-20] [RT-19]', async () => {
    line.cut();
    const visitor = new WireBrowser(api);

    const response = await visitor.logIn(ada);

    expect(response.status).toBe(503);
    expect(visitor.cookie).toBe('');
    expect(await response.json()).toMatchObject({
      code: 'unavailable',
      detail: 'An error occurred while logging in. Please verify your email and password.',
    });
  });

  it('is no matter to a visitor without a cookie, who costs no look at it [FL-144] [SE-06] [EXT-031]', async () => {
    line.cut();

    const response = await api.raw('/api/session');

    expect([response.status, await response.json()]).toEqual([
      200,
      { user: null, session: null, flash: 0 },
    ]);
    expect((await api.raw('/api/health/live')).status).toBe(200);
    expect((await api.raw('/api/health/ready')).status).toBe(503);
  });
});

describe('a session that cannot be stored', () => {
  let api: Api;
  let ada: Person;
  beforeAll(async () => {
    api = await startApi();
    ada = await api.register();
  });
  afterAll(() => api.stop());

  it('is no log-in: no cookie, and the old session lives on [SE-20] [RT-19]', async () => {
    const browser = new WireBrowser(api);
    await browser.logIn(ada);
    const { token } = browser;
    await api.database.query(`
      CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'disk full' USING ERRCODE = '53100'; END $$;
      CREATE TRIGGER refuse BEFORE INSERT ON sessions FOR EACH ROW EXECUTE FUNCTION refuse()`);

    const [again, anew, farewell, counter] = [
      await browser.logIn(ada),
      await new WireBrowser(api).logIn(ada),
      await browser.logOut(),
      await new WireBrowser(api).send('PUT', '/api/counter'),
    ];
    await api.database.query('DROP TRIGGER refuse ON sessions');

    for (const answer of [again, anew, farewell, counter]) {
      expect(answer.status).toBe(503);
      expect(setCookiesOf(answer)).toEqual([]);
    }
    expect(browser.token).toBe(token);
    expect(await browser.whoAmI()).toBe(ada.user.username);
  });

  it('whose new token is not committed goes on under the old one [SE-20] [SE-21]', async () => {
    const browser = new WireBrowser(api);
    await browser.logIn(ada);
    await api.database.query(
      `CREATE FUNCTION refuse_late() RETURNS trigger LANGUAGE plpgsql AS
         $$ BEGIN RAISE EXCEPTION 'disk full' USING ERRCODE = '53100'; END $$`,
    );
    await api.database.query(
      `CREATE CONSTRAINT TRIGGER refuse_late AFTER INSERT ON security_events
         DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_late()`,
    );
    const next = 'another lantern over the harbour';
    const passwords = {
      currentPassword: ada.password,
      password: next,
      passwordConfirmation: next,
    };
    const answers = [
      await browser.send('POST', '/api/session/confirmation', { password: ada.password }),
      await browser.send('PUT', '/api/account/password', passwords),
    ];
    await api.database.query('DROP TRIGGER refuse_late ON security_events');

    for (const answer of answers) {
      expect(answer.status).toBe(503);
      expect(setCookiesOf(answer)).toEqual([]);
    }
    expect(await browser.whoAmI()).toBe(ada.user.username);
  });

  it('does not close the doors that ask nobody’s name [FL-144]', async () => {
    const browser = new WireBrowser(api);
    await browser.logIn(ada);
    await api.database.query('ALTER TABLE sessions RENAME TO sessions_away');

    const open = await browser.send('GET', '/api/shop/cookies');
    const asking = await browser.send('GET', '/api/session');
    await api.database.query('ALTER TABLE sessions_away RENAME TO sessions');

    expect([open.status, asking.status]).toEqual([200, 500]);
  });
});
