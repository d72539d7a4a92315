import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Api, type Person, startApi } from './api.ts';
import { setCookiesOf, WireBrowser } from './wire-browser.ts';

const DAY = 86_400_000;

describe('a remembered session', () => {
  let api: Api;
  let ada: Person;
  let browser: WireBrowser;
  beforeAll(async () => {
    api = await startApi();
    ada = await api.register();
  });
  beforeEach(async () => {
    browser = new WireBrowser(api);
    await browser.logIn(ada, true);
  });
  afterAll(() => api.stop());

  const move = (column: string, interval: string) =>
    api.database.query(`UPDATE sessions SET ${column} = now() + $2::interval WHERE id = $1`, [
      browser.sessionId,
      interval,
    ]);

  it('is fresh and says that it is remembered [FL-012] [FL-082] [FL-120] [S-063]', async () => {
    const { session } = await browser.view();

    expect(session).toMatchObject({ remembered: true, freshUntil: expect.any(String) });
  });

  it('comes back after the browser was closed, not fresh [FL-071] [S-063] [SE-16]', async () => {
    browser.restart();
    expect(browser.cookieNames).toEqual(['known', 'sid']);

    const { user, session } = await browser.view();

    expect(user).toEqual(ada.user);
    expect(session).toMatchObject({ remembered: true, freshUntil: null });
    expect(browser.cookieNames).toEqual(['here', 'known', 'sid']);
    expect((await browser.view()).session?.freshUntil).toBeNull();
    expect((await browser.send('DELETE', '/api/account/sessions')).status).toBe(403);
  });

  it('is not fresh either for the copy that was not closed, once one of them was [FL-071]', async () => {
    const copy = browser.copy();
    browser.restart();
    await browser.view();

    expect((await copy.view()).session?.freshUntil).toBeNull();
  });

  it('is fresh again with the password, still remembered, and stays it [FL-115] [FL-109]', async () => {
    browser.restart();
    await browser.view();

    const response = await browser.send('POST', '/api/session/confirmation', {
      password: ada.password,
    });

    expect(await response.json()).toMatchObject({
      session: { remembered: true, freshUntil: expect.any(String) },
    });
    expect((await browser.view()).session?.freshUntil).not.toBeNull();
    browser.restart();
    expect(await browser.whoAmI()).toBe(ada.user.username);
  });

  it('does not come back without the consent of whoever logs in [EXT-034] [S-085] [FL-079] [ASK-010]', async () => {
    const other = new WireBrowser(api);
    const response = await other.logIn(ada, false);
    expect(sidOf(response)?.attributes).not.toHaveProperty('max-age');
    await other.send('PUT', '/api/counter');

    other.restart();

    expect(other.cookieNames).toEqual(['known']);
    expect(await other.view()).toEqual({ user: null, session: null, flash: 0 });
    expect(await other.read('POST', '/api/counter')).toEqual({ count: null });
  });

  it('ends when the same person logs in without the box ticked [FL-080] [FL-081] [FL-079]', async () => {
    const copy = browser.copy();

    await browser.logIn(ada);

    expect((await browser.view()).session?.remembered).toBe(false);
    expect(await copy.whoAmI()).toBeNull();
    browser.restart();
    expect(browser.cookieNames).toEqual(['known']);
    expect(await browser.whoAmI()).toBeNull();
  });

  it('ends when somebody else logs in, who is not remembered instead [FL-080] [FL-081] [FL-082]', async () => {
    const bob = await api.register();
    const copy = browser.copy();

    await browser.logIn(bob);

    expect((await browser.view()).session?.remembered).toBe(false);
    browser.restart();
    expect(await browser.whoAmI()).toBeNull();
    expect(await copy.whoAmI()).toBeNull();
  });

  it('ends with a log-out, in this browser and for every copy [FL-022] [FL-027] [FL-028] [ASK-009]', async () => {
    const copy = browser.copy();

    await browser.logOut();

    expect(browser.cookieNames).toEqual(['known', 'sid']);
    browser.restart();
    expect(browser.cookieNames).toEqual(['known']);
    expect(await copy.whoAmI()).toBeNull();
    copy.restart();
    expect(await copy.whoAmI()).toBeNull();
  });

  it('is over on the server when its time is over, whatever the cookie says [FL-086] [ASK-013] [ASK-041]', async () => {
    const cases = ['idle_expires_at', 'expires_at'];
    for (const column of cases) {
      await browser.logIn(ada, true);
      await move(column, '-1 s');
      expect(await browser.whoAmI()).toBeNull();
    }
  });

  it('lives fourteen days unused and thirty in all, which use does not move [FL-077] [FL-078] [FL-083]', async () => {
    const { session } = await browser.view();
    const begun = Date.parse(session?.createdAt ?? '');
    expect(Date.parse(session?.idleExpiresAt ?? '')).toBe(begun + 14 * DAY);
    expect(Date.parse(session?.expiresAt ?? '')).toBe(begun + 30 * DAY);

    await move('idle_expires_at', '1 h');
    await move('last_seen_at', '-13 days');
    browser.restart();
    const back = (await browser.view()).session;

    expect(Date.parse(back?.idleExpiresAt ?? '')).toBeGreaterThan(begun + 14 * DAY);
    expect(back?.expiresAt).toBe(session?.expiresAt);
  });

  it('writes its cookie with the time that is left, not with a new span [FL-077] [FL-083]', async () => {
    await move('expires_at', '3 days');

    const response = await browser.send('POST', '/api/session/confirmation', {
      password: ada.password,
    });

    const age = Number(
      setCookiesOf(response).find(({ name }) => name === 'sid')?.attributes['max-age'],
    );
    expect(age).toBeGreaterThan(3 * 86_400 - 10);
    expect(age).toBeLessThanOrEqual(3 * 86_400);
  });

  it('of a deleted person is nobody’s [FL-089] [FL-082]', async () => {
    const gone = await api.register();
    const own = new WireBrowser(api);
    await own.logIn(gone, true);
    own.restart();

    await api.database.query('DELETE FROM users WHERE id = $1', [gone.user.id]);

    expect(await own.view()).toEqual({ user: null, session: null, flash: 0 });
  });

  it('of a suspended person is not honoured [FL-094]', async () => {
    const away = await api.register();
    const own = new WireBrowser(api);
    await own.logIn(away, true);
    own.restart();

    await api.database.query('UPDATE users SET suspended_at = now() WHERE id = $1', [away.user.id]);

    expect((await own.send('GET', '/api/users')).status).toBe(401);
    expect(await own.whoAmI()).toBeNull();
  });

  it('brings back people with names in any script [FL-091]', async () => {
    const person = await api.register({ name: 'Müller 佐藤' });
    const own = new WireBrowser(api);
    await own.logIn(person, true);
    own.restart();

    expect((await own.view()).user?.name).toBe('Müller 佐藤');
  });

  it('cannot choose how long it is remembered [FL-018] [FL-072]', async () => {
    for (const more of [{ remember: 3600 }, { remember: '365d' }, { duration: 1 }]) {
      const body = { identifier: ada.user.username, password: ada.password, ...more };
      expect((await api.send('POST', '/api/session', body)).status).toBe(422);
    }
  });

  it('is asked for by the ticked box of the form, and not without it [S-063] [FL-079]', async () => {
    const fields = { identifier: ada.user.username, password: ada.password };
    const [ticked, plain] = [new WireBrowser(api), new WireBrowser(api)];

    await ticked.send('POST', '/login', new URLSearchParams({ ...fields, remember: 'on' }));
    await plain.send('POST', '/login', new URLSearchParams(fields));
    for (const one of [ticked, plain]) one.restart();

    expect(await ticked.whoAmI()).toBe(ada.user.username);
    expect(await plain.whoAmI()).toBeNull();
  });
});

describe('the spans of remembered sessions', () => {
  it('are those of the operator [FL-072] [FL-073] [FL-074]', async () => {
    const api = await startApi({ variables: { REMEMBER_IDLE: '2d', REMEMBER_ABSOLUTE: '3d' } });
    try {
      const response = await new WireBrowser(api).logIn(await api.register(), true);
      const age = Number(sidOf(response)?.attributes['max-age']);
      expect(age).toBeGreaterThan(3 * 86_400 - 10);
      expect(age).toBeLessThanOrEqual(3 * 86_400);
    } finally {
      await api.stop();
    }
  });

  it.each(['forever', '30', '0d', '31d'])(
    'are refused at the start when they are "%s" [FL-075] [FL-018]',
    async (span) => {
      await expect(startApi({ variables: { REMEMBER_ABSOLUTE: span } })).rejects.toThrow(
        'REMEMBER_ABSOLUTE',
      );
    },
  );
});

function sidOf(response: Response) {
  return setCookiesOf(response).find(({ name }) => name.endsWith('sid'));
}
