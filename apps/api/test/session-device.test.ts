import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api, type Person, startApi } from './api.ts';
import { WireBrowser } from './wire-browser.ts';

const firefox = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0' };
const safari = {
  'user-agent':
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
};
const from = (address: string) => ({ ...firefox, 'x-forwarded-for': address });

describe('the device of a session', () => {
  let plain: Api;
  let proxied: Api;
  let ada: Person;
  beforeAll(async () => {
    plain = await startApi();
    proxied = await startApi({
      variables: { TRUST_PROXY: '1' },
      databaseUrl: plain.databaseUrl,
    });
    ada = await plain.register();
  });
  afterAll(async () => {
    await proxied.stop();
    await plain.stop();
  });

  async function loggedIn(server: Api, headers: Record<string, string>): Promise<WireBrowser> {
    const browser = new WireBrowser(server, headers);
    await browser.logIn(ada);
    return browser;
  }

  const storedOf = async ({ sessionId }: WireBrowser) =>
    (
      await plain.database.query(
        'SELECT browser, os, device_kind AS kind, address FROM sessions WHERE id = $1',
        [sessionId],
      )
    )[0];

  const isFresh = async (browser: WireBrowser): Promise<boolean> =>
    Boolean((await browser.view()).session?.freshUntil);

  it('is the one that it began on, whoever uses it later [FL-095]', async () => {
    const browser = await loggedIn(plain, firefox);
    await browser.copy({ headers: safari }).whoAmI();

    expect(await storedOf(browser)).toMatchObject({
      browser: 'Firefox',
      os: 'Linux',
      kind: 'desktop',
    });
  });

  it('is never missing: a browser that says nothing of itself is an unknown one, and stays fresh [FL-107]', async () => {
    const browser = await loggedIn(plain, { 'user-agent': '' });

    expect(await storedOf(browser)).toMatchObject({ browser: 'Unknown', kind: 'unknown' });
    for (let time = 0; time < 2; time++) expect(await isFresh(browser)).toBe(true);
    await expect(
      plain.database.query('UPDATE sessions SET browser = NULL WHERE id = $1', [browser.sessionId]),
    ).rejects.toThrow(/null value/);
  });

  it('has the address of the socket: a header that anybody can send changes nothing [FL-096] [ASK-017]', async () => {
    const [honest, forging] = [
      await loggedIn(plain, firefox),
      await loggedIn(plain, from('203.0.113.77')),
    ];

    expect((await storedOf(forging)).address).toBe((await storedOf(honest)).address);
    expect(await isFresh(forging.copy({ headers: from('198.51.100.1') }))).toBe(true);
  });

  it('has the address that the proxy saw, and not what was sent to the proxy [FL-096] [ASK-017]', async () => {
    const browser = await loggedIn(proxied, from('192.0.2.1, 203.0.113.77'));

    expect((await storedOf(browser)).address).toMatch(/^203\.0\.113\./);
  });

  it('may move from network to network: still logged in, and still fresh [ASK-015]', async () => {
    const browser = await loggedIn(proxied, from('203.0.113.77'));

    for (const address of ['198.51.100.1', '2001:db8::1', '203.0.113.77']) {
      const moved = browser.copy({ headers: from(address) });
      expect(await moved.whoAmI()).toBe(ada.user.username);
      expect(await isFresh(moved)).toBe(true);
    }
  });

  it('costs no new cookie when it is another one, neither the first time nor the second [ASK-018]', async () => {
    const browser = await loggedIn(plain, firefox);
    const other = browser.copy({ headers: safari });

    for (let time = 0; time < 3; time++) {
      const response = await other.send('GET', '/api/session');
      expect(response.headers.getSetCookie()).toEqual([]);
    }
    expect(await isFresh(other)).toBe(false);
  });

  it('gets no cookie, and no deletion of one, that it has no use for [ASK-011] [ASK-051]', async () => {
    const visitor = new WireBrowser(plain, firefox);
    const answers = [
      await visitor.send('GET', '/api/session'),
      await visitor.send('GET', '/api/users'),
      await visitor.send('GET', '/api/shop/cookies'),
      await visitor.logIn({ ...ada, password: 'not the password at all' }),
      await visitor.logOut(),
    ];

    expect(answers.flatMap(({ headers }) => headers.getSetCookie())).toEqual([]);
    await visitor.logIn(ada);
    expect(visitor.cookieNames).toEqual(['known', 'sid']);
  });
});
