import type { Flash } from '@gatehouse/auth-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Api, type Person, startApi } from './api.ts';
import { WireBrowser } from './wire-browser.ts';

describe('flash messages', () => {
  let api: Api;
  let ada: Person;
  let browser: WireBrowser;
  beforeAll(async () => {
    api = await startApi();
  });
  beforeEach(async () => {
    ada = await api.register();
    browser = new WireBrowser(api);
  });
  afterAll(() => api.stop());

  const take = (from = browser) => from.read<Flash[]>('DELETE', '/api/session/flash');
  const codes = async (from = browser) => (await take(from)).map(({ code }) => code);
  const logInByForm = (password: string, next = '/users') =>
    browser.send(
      'POST',
      '/login',
      new URLSearchParams({ identifier: ada.user.username, password, next }),
    );

  it('wait until they are taken, and are gone then [S-103] [S-105] [S-055]', async () => {
    await browser.logIn(ada);
    for (let time = 0; time < 3; time++) expect((await browser.view()).flash).toBe(1);

    expect(await take()).toEqual([
      { code: 'logged_in', level: 'success', text: "You've successfully logged in!" },
    ]);

    expect((await browser.view()).flash).toBe(0);
    expect(await take()).toEqual([]);
  });

  it('survive a redirect [S-104] [S-068]', async () => {
    const response = await logInByForm(ada.password);
    expect([response.status, response.headers.get('location')]).toEqual([303, '/users']);

    await browser.send('GET', '/api/users');

    expect(await codes()).toEqual(['logged_in']);
  });

  it('come in the order in which they were left, all of them at once [S-106]', async () => {
    await browser.logIn(ada);
    const { id } = await browser.read<{ id: string }>('POST', '/api/messages', {
      content: 'hello',
    });
    await browser.send('PATCH', `/api/messages/${id}`, { content: 'hello again' });
    await browser.send('DELETE', `/api/messages/${id}`);

    expect(await codes()).toEqual([
      'logged_in',
      'message_created',
      'message_updated',
      'message_deleted',
    ]);
  });

  it('are given to one of fifty requests that take at once [S-105] [SE-17]', async () => {
    await browser.logIn(ada);

    const taken = await Promise.all(Array.from({ length: 50 }, () => take(browser.copy())));

    expect(taken.filter((messages) => messages.length > 0)).toHaveLength(1);
    expect(taken.flat()).toHaveLength(1);
  });

  it('are given to one of several that have all seen them waiting [S-105] [SE-17]', async () => {
    await browser.logIn(ada);
    const runner = api.database.createQueryRunner();
    await runner.startTransaction();
    await runner.query('SELECT 1 FROM sessions WHERE id = $1 FOR UPDATE', [browser.sessionId]);

    const asked = Array.from({ length: 6 }, () => take(browser.copy()));
    await new Promise((resolve) => setTimeout(resolve, 300));
    await runner.commitTransaction();
    await runner.release();

    expect((await Promise.all(asked)).flat()).toHaveLength(1);
  });

  it('are not lost when they are left while others are taken [SE-17] [S-105]', async () => {
    await browser.logIn(ada);
    await take();

    const [, ...taken] = await Promise.all([
      browser.copy().send('POST', '/api/messages', { content: 'one' }),
      ...Array.from({ length: 10 }, () => take(browser.copy())),
    ]);

    const all = [...(taken as Flash[][]).flat(), ...(await take())];
    expect(all.map(({ code }) => code)).toEqual(['message_created']);
  });

  it('are left once when the same thing happens again before anybody looks [S-113]', async () => {
    await browser.logIn(ada);
    for (let time = 0; time < 5; time++)
      await browser.send('POST', '/api/messages', { content: 'again' });
    await Promise.all(
      Array.from({ length: 5 }, () =>
        browser.copy().send('POST', '/api/messages', { content: 'again' }),
      ),
    );

    expect(await codes()).toEqual(['logged_in', 'message_created']);
  });

  it('are ten at most: the oldest give way [S-113] [ASK-039]', async () => {
    const admin = await api.registerAs('admin');
    const own = new WireBrowser(api);
    await own.logIn(admin);
    const others = await Promise.all(Array.from({ length: 12 }, () => api.register()));
    for (const { user } of others)
      await own.send('PUT', `/api/users/${user.id}/role`, { role: 'admin' });

    const waiting = await take(own);

    expect(waiting.map(({ params }) => params?.['username'])).toEqual(
      others.slice(2).map(({ user }) => user.username),
    );
  });

  it('do not pile up for a visitor who is refused a hundred times [S-113] [SE-06]', async () => {
    for (let time = 0; time < 100; time++)
      expect((await browser.send('GET', '/api/users')).status).toBe(401);

    expect(browser.cookie).toBe('');
    expect(await take()).toEqual([]);
  });

  it('are not left by an answer that says it itself [S-107] [S-049]', async () => {
    const response = await browser.logIn({ ...ada, password: 'not this one' });

    expect(await response.json()).toMatchObject({ title: 'Invalid username or password.' });
    expect(await take()).toEqual([]);
    await browser.logIn(ada);
    expect(await codes()).toEqual(['logged_in']);
  });

  it('tell a form without scripts what was wrong, once, though nobody is logged in [S-049] [S-107] [S-108]', async () => {
    const response = await logInByForm('not this one');
    expect([response.status, response.headers.get('location')]).toEqual([
      303,
      '/login?next=%2Fusers',
    ]);

    expect(await take()).toEqual([
      { code: 'invalid_credentials', level: 'error', text: 'Invalid username or password.' },
    ]);
    expect(await take()).toEqual([]);
    expect(await browser.whoAmI()).toBeNull();
  });

  it('about a failed attempt are left behind by the log-in that succeeds [S-107]', async () => {
    await logInByForm('not this one');
    await logInByForm(ada.password);

    expect(await codes()).toEqual(['logged_in']);
  });

  it('ask for both fields of an empty form [S-052]', async () => {
    await browser.send('POST', '/login', new URLSearchParams({ identifier: ' ', password: '' }));

    expect((await take()).map(({ text }) => text)).toEqual([
      'Username or Password cannot be empty.',
    ]);
  });

  it('repeat what was typed as text, of a length that was checked [S-109]', async () => {
    const username = '<img src=x onerror=alert(1)>';
    const register = (name: string) =>
      browser.send(
        'POST',
        '/register',
        new URLSearchParams({
          username: name,
          email: 'somebody@example.com',
          password: ada.password,
          passwordConfirmation: ada.password,
        }),
      );
    await register(username);
    const refused = await take();
    await register(ada.user.username);

    expect(refused.map(({ text }) => text)).toEqual([
      'Use only letters from A to Z, digits, and . _ -',
    ]);
    expect((await take()).map(({ text }) => text)).toEqual([
      `Username ${ada.user.username} is not available.`,
    ]);
  });

  it('belong to one browser [S-076]', async () => {
    const other = new WireBrowser(api);
    await browser.logIn(ada);
    await other.logIn(ada);
    await other.send('POST', '/api/messages', { content: 'from over there' });

    expect(await codes()).toEqual(['logged_in', 'new_browser']);
    expect(await codes(other)).toEqual(['logged_in', 'message_created']);
  });

  it('are not taken by a GET, in whatever way it asks [S-105]', async () => {
    await browser.logIn(ada);
    for (const headers of [{}, { 'sec-purpose': 'prefetch' }, { 'gatehouse-background': 'true' }])
      await browser.send('GET', '/api/session', undefined, headers);
    expect((await browser.send('GET', '/api/session/flash')).status).toBe(405);

    expect(await codes()).toEqual(['logged_in']);
  });
});

describe('the text of a message', () => {
  it('is the operator’s, one by one [S-210] [S-110] [FL-004]', async () => {
    const texts = { logged_in: 'Welcome back!', role_changed: '{username}: {role}' };
    const api = await startApi({ variables: { FLASH_TEXTS: JSON.stringify(texts) } });
    try {
      const admin = await api.registerAs('admin');
      const ada = await api.register();
      const { client } = await api.logIn(admin);
      await client.users.changeRole(ada.user.id, 'admin');
      await client.account.endOtherSessions();

      expect((await client.flash.take()).map(({ text }) => text)).toEqual([
        'Welcome back!',
        `${ada.user.username}: admin`,
        'Other devices signed out: 1.',
      ]);
    } finally {
      await api.stop();
    }
  });

  it('is refused at the start for a message that is not there [S-210]', async () => {
    const variables = { FLASH_TEXTS: '{"welcome":"Hello"}' };

    await expect(startApi({ variables })).rejects.toThrow('there is no message called welcome');
  });
});
