import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api, type Person, startApi } from './api.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { LiveListener } from './live-listener.ts';
import { WireBrowser } from './wire-browser.ts';

const listen = (api: Api, browser: WireBrowser) => LiveListener.open(api, browser.cookie);

async function browserOf(person: Person, api: Api): Promise<WireBrowser> {
  const browser = new WireBrowser(api);
  await browser.logIn(person);
  return browser;
}

describe('pages of two processes', () => {
  const SECRET_KEYS = 'Zb3x0kq7Yw1tGhJ9LmVn5RcPd2Fs8AeU4iOo6TzQ';
  let database: TestDatabase;
  let here: Api;
  let there: Api;
  beforeAll(async () => {
    database = await createTestDatabase();
    const options = { databaseUrl: database.url, variables: { SECRET_KEYS } };
    [here, there] = [await startApi(options), await startApi(options)];
  });
  afterAll(async () => {
    await here.stop();
    await there.stop();
    await database.drop();
  });

  it('hear of an end that the other process made [ASK-002] [SE-10] [ASK-026]', async () => {
    const ada = await here.register();
    const browser = await browserOf(ada, here);
    const page = await listen(there, browser);

    await browser.logOut();

    await page.closed;
    expect(page.names).toEqual(['ended']);
  });

  it('hear of a change that the other process made [UX-SS-07]', async () => {
    const ada = await here.register();
    const page = await listen(there, await browserOf(ada, here));

    await ada.client.users.update(ada.user.id, { name: 'Ada' });

    await page.hears('changed');
    await page.hangUp();
  });

  it('hear afterwards what happened while nothing could be announced [SE-10] [SE-21]', async () => {
    const ada = await here.register();
    const [ended, changed, other] = await Promise.all([
      browserOf(ada, here),
      here.register().then((person) => browserOf(person, here)),
      here.register().then((person) => browserOf(person, here)),
    ]);
    const pages = await Promise.all(
      [ended, changed, other].map((browser) => listen(there, browser)),
    );
    const [first, second, third] = pages;
    // Deaf from here on: whoever listens is thrown out, and what is announced meanwhile is lost.
    const stopAnnouncing = (how: string) =>
      here.database.query(
        `ALTER TABLE sessions ${how} TRIGGER USER; ALTER TABLE users ${how} TRIGGER USER`,
      );
    await stopAnnouncing('DISABLE');
    await here.database.query('DELETE FROM sessions WHERE id = $1', [ended.sessionId]);
    await here.database.query(
      `UPDATE users SET name = 'Renamed' WHERE id = (SELECT user_id FROM sessions WHERE id = $1)`,
      [changed.sessionId],
    );
    await stopAnnouncing('ENABLE');

    await here.database.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'gatehouse-announcements'`,
    );

    await first?.closed;
    await second?.hears('changed');
    expect(pages.map(({ names }) => names)).toEqual([['ended'], ['changed'], []]);
    await second?.hangUp();
    await third?.hangUp();
  });
});

describe('the page of a session that nobody uses', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi({ variables: { SESSION_IDLE: '2s', SESSION_ABSOLUTE: '6s' } });
  });
  afterAll(() => api.stop());

  it('hears of its end by time, when it comes [SE-07] [UX-SS-08]', async () => {
    const browser = await browserOf(await api.register(), api);
    const page = await listen(api, browser);
    expect(page.names).toEqual([]);

    await page.closed;

    expect(page.names).toEqual(['ended']);
    expect(await browser.whoAmI()).toBeNull();
  });

  it('hears of it later when it was used meanwhile, and at the absolute end at last [SE-07] [SE-08]', async () => {
    const browser = await browserOf(await api.register(), api);
    const [{ expires_at: end }] = await api.database.query(
      'SELECT expires_at FROM sessions WHERE id = $1',
      [browser.sessionId],
    );
    const page = await listen(api, browser);
    const use = setInterval(() => void browser.send('GET', '/api/session'), 300);

    await page.closed;
    clearInterval(use);

    expect(page.names).toEqual(['ended']);
    const [{ now }] = await api.database.query('SELECT now() AS now');
    expect(now.getTime()).toBeGreaterThanOrEqual(end.getTime());
  });
});

describe('a process', () => {
  it('lets pages of a trusted origin listen, and of no other [CS-08]', async () => {
    const trusted = 'https://shop.example.com';
    const api = await startApi({ variables: { TRUSTED_ORIGINS: trusted } });
    const browser = await browserOf(await api.register(), api);
    const allowed = async (origin: string) => {
      const page = await LiveListener.open(api, browser.cookie, origin);
      await page.hangUp();
      const { 'access-control-allow-origin': name, 'access-control-allow-credentials': cookies } =
        page.headers;
      return [page.status, name, cookies];
    };

    expect(await allowed(trusted)).toEqual([200, trusted, 'true']);
    expect(await allowed('https://evil.example.com')).toEqual([200, undefined, 'true']);
    await api.stop();
  });

  it('has an end to the streams that it keeps open, and says when to come again [SE-10]', async () => {
    const api = await startApi({ variables: { LIVE_STREAMS: '2' } });
    const browser = await browserOf(await api.register(), api);
    const pages = [await listen(api, browser), await listen(api, browser)];

    const refused = await browser.send('GET', '/api/session/events');

    expect(refused.status).toBe(503);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(5);
    expect(await refused.json()).toMatchObject({ code: 'overloaded' });
    expect((await browser.send('GET', '/api/session')).status).toBe(200);
    await pages[0]?.hangUp();
    let next = await listen(api, browser);
    // It takes a moment to notice that somebody has hung up.
    while (next.status === 503) next = await listen(api, browser);
    expect(next.status).toBe(200);
    await api.stop();
  });

  it('is not kept from ending by open streams, nor do they hear of an end that is none', async () => {
    const api = await startApi();
    const browser = await browserOf(await api.register(), api);
    const pages = [await listen(api, browser), await listen(api, browser)];

    await api.stop();

    await Promise.all(pages.map(({ closed }) => closed));
    expect(pages.flatMap(({ names }) => names)).toEqual([]);
  });
});
