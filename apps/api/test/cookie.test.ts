import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api, type Person, startApi } from './api.ts';
import { type SetCookie, setCookiesOf, WireBrowser } from './wire-browser.ts';

const DAY = 86_400;

function named(name: string, response: Response): SetCookie | undefined {
  return setCookiesOf(response).find((cookie) => cookie.name === name);
}

describe('the cookies', () => {
  let api: Api;
  let ada: Person;
  beforeAll(async () => {
    api = await startApi();
    ada = await api.register();
  });
  afterAll(() => api.stop());

  it('of a log-in cannot be read by scripts, go to this site alone, and end with the browser [S-075] [S-085] [S-087] [CK-02] [CK-03] [FL-076] [ASK-012]', async () => {
    const response = await new WireBrowser(api).logIn(ada);

    expect(setCookiesOf(response)).toEqual([
      {
        name: 'known',
        value: expect.stringMatching(/^[\w-]{22}$/),
        attributes: { httponly: '', samesite: 'Strict', path: '/', 'max-age': String(90 * DAY) },
      },
      {
        name: 'sid',
        value: expect.stringMatching(/^[\w-]{22}\.[\w-]{64}$/),
        attributes: { httponly: '', samesite: 'Strict', path: '/' },
      },
    ]);
  });

  it('of a remembered log-in live as long as its session may [FL-005] [FL-073] [CK-04]', async () => {
    const response = await new WireBrowser(api).logIn(ada, true);

    const maxAge = Number(named('sid', response)?.attributes['max-age']);
    expect(maxAge).toBeGreaterThan(30 * DAY - 10);
    expect(maxAge).toBeLessThanOrEqual(30 * DAY);
    expect(named('here', response)).toEqual({
      name: 'here',
      value: '1',
      attributes: { httponly: '', samesite: 'Strict', path: '/' },
    });
    expect(setCookiesOf(response)).toHaveLength(3);
  });

  it('are cleared with the attributes that they were set with [FL-028] [ASK-008]', async () => {
    const browser = new WireBrowser(api);
    const set = await browser.logIn(ada, true);
    await browser.logOut();
    await browser.send('DELETE', '/api/session/flash');
    const cleared = await browser.logOut();

    for (const name of ['sid', 'here']) {
      const { 'max-age': age, expires, ...attributes } = named(name, cleared)?.attributes ?? {};
      const { 'max-age': _, ...before } = named(name, set)?.attributes ?? {};
      expect(attributes).toEqual(before);
      expect([age, Date.parse(expires ?? '')]).toEqual(['0', 0]);
    }
    expect(browser.cookie).toMatch(/^known=[\w-]{22}$/);
  });

  it('are the three documented ones and no others [S-093] [FL-079]', async () => {
    const browser = new WireBrowser(api);
    await browser.send('PUT', '/api/counter');
    await browser.logIn(ada);
    await browser.send('POST', '/api/session/confirmation', { password: ada.password });
    expect(browser.cookieNames).toEqual(['known', 'sid']);

    await browser.logIn(ada, true);
    expect(browser.cookieNames).toEqual(['here', 'known', 'sid']);
  });

  it('say nothing of the person, of the session or of the key [S-058] [S-083] [FL-085] [CK-02]', async () => {
    const browser = new WireBrowser(api);
    await browser.logIn(ada, true);

    const parts = browser.token.split('.');
    const readings = ['base64', 'base64url', 'hex', 'latin1', 'utf8'].flatMap((encoding) =>
      [...parts, browser.token].map((part) =>
        Buffer.from(part, encoding as BufferEncoding)
          .toString('latin1')
          .toLowerCase(),
      ),
    );
    const known = [ada.user.id, ada.user.id.replaceAll('-', ''), ada.user.username, ada.user.email];
    for (const reading of readings)
      for (const text of [...known, 'member', 'user']) expect(reading).not.toContain(text);
  });

  it('keep their length while the session grows, because the data is on the server [S-082] [FL-093]', async () => {
    const browser = new WireBrowser(api);
    await browser.logIn(ada);
    const { token } = browser;
    const lines = [{ slug: 'shortbread', quantity: 9 }];

    await browser.send('PUT', '/api/shop/cart', { lines });
    await browser.send('PUT', '/api/counter');

    expect(browser.token).toBe(token);
    const [row] = await api.database.query('SELECT cart, counter FROM sessions WHERE id = $1', [
      browser.sessionId,
    ]);
    expect(row).toEqual({ cart: lines, counter: 0 });
  });

  it('come back in no body, no other header and no log line [CK-02] [S-089]', async () => {
    const browser = new WireBrowser(api);
    const answers = [
      await browser.logIn(ada),
      await browser.send('GET', '/api/session'),
      await browser.send('GET', '/api/account/sessions'),
      await browser.send('GET', '/api/nothing-here'),
      await browser.send('POST', '/api/session/confirmation', { password: 'wrong' }),
    ];
    const secret = browser.token.split('.')[1] ?? 'none';

    const texts = await Promise.all(answers.map((answer) => answer.text()));
    expect(texts.join('')).not.toContain(secret);
    for (const { headers } of answers)
      for (const [name, value] of headers)
        if (name !== 'set-cookie') expect(value).not.toContain(secret);
    expect(api.log.join('\n')).not.toContain(secret);
    expect(api.log.length).toBeGreaterThan(0);
  });

  it('that others wrote decide nothing [S-092] [S-090]', async () => {
    const cookie = `username=${ada.user.username}; user_id=${ada.user.id}; role=admin; remember_token=1|x; here=1`;

    const response = await api.raw('/api/session', { headers: { cookie } });

    expect(await response.json()).toMatchObject({ user: null, session: null });
    expect(response.headers.getSetCookie()).toEqual([]);
  });

  it('are not missed by any public route [S-091]', async () => {
    for (const path of [
      '/api/session',
      '/api/counter',
      '/api/shop/cart',
      '/api/shop/cookies',
      '/api/messages',
    ])
      expect((await api.raw(path)).status).toBe(200);
    expect((await api.send('DELETE', '/api/session/flash')).status).toBe(200);
  });

  it('are issued once something must be remembered, and not again [S-074] [S-079]', async () => {
    const browser = new WireBrowser(api);
    expect(setCookiesOf(await browser.send('GET', '/api/counter'))).toEqual([]);

    expect(setCookiesOf(await browser.send('PUT', '/api/counter'))).toHaveLength(1);
    expect(setCookiesOf(await browser.send('POST', '/api/counter'))).toEqual([]);
    expect(setCookiesOf(await browser.send('GET', '/api/session'))).toEqual([]);
  });
});

describe('the cookies over HTTPS', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi({ variables: { PUBLIC_URL: 'https://gatehouse.example' } });
  });
  afterAll(() => api.stop());

  it('are bound to this very host, and set although the proxy in front speaks HTTP to us [CK-01] [CK-06] [S-075] [FL-005] [FL-076] [ASK-012]', async () => {
    const { user, password } = await api.register();
    const response = await api.send('POST', '/api/session', {
      identifier: user.username,
      password,
      remember: true,
    });

    const attributes = { httponly: '', secure: '', samesite: 'Strict', path: '/' };
    expect(setCookiesOf(response)).toEqual([
      expect.objectContaining({
        name: '__Host-known',
        attributes: { ...attributes, 'max-age': expect.any(String) },
      }),
      expect.objectContaining({
        name: '__Host-sid',
        attributes: { ...attributes, 'max-age': expect.stringMatching(/^\d+$/) },
      }),
      { name: '__Host-here', value: '1', attributes },
    ]);
    for (const line of response.headers.getSetCookie()) expect(line.length).toBeLessThan(1024);
  });

  it.each([
    '__host-sid',
    '__HOST-SID',
    '__%48ost-sid',
    ' =__Host-sid',
    '__Host-sid ',
    'sid',
    '__Secure-sid',
    '__Host-sid[]',
  ])('are read under their own name alone, not as "%s" [CK-01] [SE-05]', async (name) => {
    const { user, password } = await api.register();
    const response = await api.send('POST', '/api/session', {
      identifier: user.username,
      password,
    });
    const value = named('__Host-sid', response)?.value ?? '';
    const ask = async (cookie: string) =>
      (await (await api.raw('/api/session', { headers: { cookie } })).json()) as { user: unknown };

    expect((await ask(`__Host-sid=${value}`)).user).not.toBeNull();
    expect((await ask(`${name}=${value}`)).user).toBeNull();
  });
});
