import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Api, type Person, startApi } from './api.ts';
import { eventsOf, type KeptEvent, toldEvents } from './security-log.ts';
import { WireBrowser } from './wire-browser.ts';

const firefox = {
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
};
const iphone = {
  'user-agent':
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
};

describe('a session in use', () => {
  let api: Api;
  let ada: Person;
  let browser: WireBrowser;
  beforeAll(async () => {
    api = await startApi();
  });
  beforeEach(async () => {
    ada = await api.register();
    browser = new WireBrowser(api, firefox);
    await browser.logIn(ada, true);
  });
  afterAll(() => api.stop());

  /** Since the log-in. */
  const events = async (): Promise<KeptEvent[]> => (await eventsOf(api, ada.user.id)).slice(3);

  it('is no event, however often it is read [FL-132]', async () => {
    const before = api.log.length;
    for (const path of ['/api/session', '/api/users', '/api/account/sessions'])
      await browser.send('GET', path);

    expect(await events()).toEqual([]);
    expect(toldEvents(api, before)).toEqual([]);
  });

  it('is announced as expired, once, when it is asked for after its time', async () => {
    const before = api.log.length;
    await api.database.query(
      `UPDATE sessions SET idle_expires_at = now() - interval '1 min' WHERE id = $1`,
      [browser.sessionId],
    );
    for (const _ of [1, 2]) expect(await browser.whoAmI()).toBeNull();

    const expired = { sessionId: browser.sessionId, userId: ada.user.id };
    expect(await events()).toMatchObject([{ name: 'session_expired', ...expired }]);
    expect(toldEvents(api, before).slice(0, 1)).toMatchObject([
      { event: 'session_expired', ...expired },
    ]);
  });

  it('is announced as restored, and not as a log-in, when it comes back [FL-090]', async () => {
    browser.restart();
    for (const _ of [1, 2, 3]) expect(await browser.whoAmI()).toBe(ada.user.username);

    expect(await events()).toMatchObject([
      { name: 'session_restored', sessionId: browser.sessionId, browser: 'Firefox' },
    ]);
  });

  it('is announced as protected, once, when another device uses it [FL-099] [FL-100]', async () => {
    const before = api.log.length;
    const elsewhere = browser.copy({ headers: iphone });
    for (const _ of [1, 2, 3]) expect(await elsewhere.whoAmI()).toBe(ada.user.username);

    expect(await events()).toMatchObject([
      {
        name: 'session_protected',
        sessionId: browser.sessionId,
        browser: 'Safari',
        os: 'iOS',
        details: { before: 'Firefox on Linux', now: 'Safari on iOS', isOver: false },
      },
    ]);
    expect(toldEvents(api, before)).toMatchObject([{ event: 'session_protected' }]);
  });

  it('writes one row an hour, however many devices its client claims to be', async () => {
    const before = api.log.length;
    for (const system of ['Windows NT 10.0', 'X11; CrOS x86_64', 'Macintosh; Intel Mac OS X 14_0'])
      for (const name of ['Firefox/140.0', 'Chrome/140.0.0.0 Safari/537.36'])
        await browser
          .copy({ headers: { 'user-agent': `Mozilla/5.0 (${system}) Gecko/20100101 ${name}` } })
          .whoAmI();
    for (let time = 0; time < 3; time++) {
      browser.restart();
      await browser.whoAmI();
      await browser.send('DELETE', '/api/account/sessions');
    }

    const names = ['session_protected', 'session_restored', 'reauthentication_demanded'];
    expect((await events()).map(({ name }) => name)).toEqual(names);
    const told = toldEvents(api, before).filter(({ event }) => event === 'session_protected');
    expect(told).toHaveLength(6);
  });
});

describe('a session under strong protection', () => {
  it('is announced as protected when another device ends it [FL-103]', async () => {
    const api = await startApi({ variables: { SESSION_PROTECTION: 'strong' } });
    try {
      const ada = await api.register();
      const browser = new WireBrowser(api, firefox);
      await browser.logIn(ada);
      expect(await browser.copy({ headers: iphone }).whoAmI()).toBeNull();

      expect((await eventsOf(api, ada.user.id)).slice(3)).toMatchObject([
        { name: 'session_protected', sessionId: browser.sessionId, details: { isOver: true } },
      ]);
    } finally {
      await api.stop();
    }
  });
});
