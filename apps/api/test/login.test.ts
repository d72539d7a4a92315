import type { Problem, SessionView } from '@gatehouse/auth-core';
import { PasswordHasher } from '@gatehouse/auth-core/password';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Api, type Person, password, startApi } from './api.ts';
import { statementsOf } from './statement-list.ts';
import { setCookiesOf, WireBrowser } from './wire-browser.ts';

describe('logging in', () => {
  let api: Api;
  let ada: Person;
  beforeAll(async () => {
    api = await startApi();
    ada = await api.register();
  });
  afterAll(() => api.stop());

  const attempt = (credentials: unknown, headers = {}) =>
    api.send('POST', '/api/session', credentials, headers);

  it('answers with the person and a fresh session that is not remembered [S-046] [FL-009] [FL-012] [FL-120]', async () => {
    const browser = new WireBrowser(api);

    const response = await browser.logIn(ada);

    expect(response.status).toBe(200);
    expect(setCookiesOf(response).map(({ name }) => name)).toEqual(['known', 'sid']);
    expect(await response.json()).toEqual({
      user: ada.user,
      session: expect.objectContaining({
        id: browser.sessionId,
        freshUntil: expect.any(String),
        remembered: false,
      }),
      flash: 1,
    });
  });

  it('holds for later requests [FL-010] [S-088] [S-137] [S-141]', async () => {
    const browser = new WireBrowser(api);
    await browser.logIn(ada);

    expect(await browser.whoAmI()).toBe(ada.user.username);
    expect((await browser.send('GET', '/api/users')).status).toBe(200);
    expect(await browser.whoAmI()).toBe(ada.user.username);
  });

  it('leaves a visitor a visitor who has not asked [FL-011] [S-138] [SE-22]', async () => {
    const browser = new WireBrowser(api);

    expect(await browser.view()).toEqual({ user: null, session: null, flash: 0 });
    expect((await browser.send('GET', '/api/users')).status).toBe(401);
    expect(browser.cookie).toBe('');
  });

  it('says the same of a wrong password, an unknown name and a suspended account [S-047] [S-048] [S-050] [S-054] [FL-014]', async () => {
    const gone = await api.register();
    await api.database.query('UPDATE users SET suspended_at = now() WHERE id = $1', [gone.user.id]);

    const answers = await Promise.all(
      [
        { identifier: ada.user.username, password: `${password}!` },
        { identifier: 'nobody.at.all', password },
        { identifier: 'nobody@example.com', password },
        { identifier: gone.user.username, password: gone.password },
      ].map((credentials) => attempt(credentials)),
    );

    const bodies = (await Promise.all(answers.map((answer) => answer.json()))) as Problem[];
    for (const body of bodies)
      expect(body).toEqual({ ...bodies[0], requestId: expect.any(String) });
    for (const { status } of answers) expect(status).toBe(401);
    for (const answer of answers) expect(headerNames(answer)).toEqual(headerNames(answers[0]));
    for (const answer of answers) expect(setCookiesOf(answer)).toEqual([]);
    expect(bodies[0]).toMatchObject({
      code: 'invalid_credentials',
      title: 'Invalid username or password.',
    });
  });

  it('costs an unknown name the same work as a known one: one hash, and as many statements [S-048]', async () => {
    const { user } = await api.register();
    const statements = statementsOf(api);
    const verify = jest.spyOn(api.app.get(PasswordHasher), 'verify');
    const work = async (identifier: string) => {
      statements.length = 0;
      verify.mockClear();
      await attempt({ identifier, password: 'x' });
      return { hashes: verify.mock.calls.length, statements: statements.length };
    };

    const known = await work(user.email);
    expect(known).toEqual({ hashes: 1, statements: expect.any(Number) });
    expect(await work('nobody.at.all@example.com')).toEqual(known);
    expect(await work('nobody.at.all')).toEqual(known);
    verify.mockRestore();
  });

  it.each([
    { what: 'no name', credentials: { identifier: '', password } },
    { what: 'a blank name', credentials: { identifier: '   ', password } },
    { what: 'no password', credentials: { identifier: 'somebody', password: '' } },
    { what: 'neither', credentials: { identifier: '', password: '' } },
  ])('asks for both with $what, known or not [S-052] [S-054]', async ({ credentials }) => {
    const response = await attempt(credentials);

    expect(response.status).toBe(422);
    const { fields } = (await response.json()) as { fields: Record<string, string[]> };
    expect(new Set(Object.values(fields).flat())).toEqual(
      new Set(['Username or Password cannot be empty.']),
    );
  });

  it('takes the name with blanks around it and in any case, and the address too [S-053] [EXT-033] [EXT-032]', async () => {
    const { username, email } = ada.user;

    for (const identifier of [`  ${username} `, username.toUpperCase(), ` ${email.toUpperCase()} `])
      expect((await attempt({ identifier, password })).status).toBe(200);
  });

  it('reads no credentials from the query string [S-057]', async () => {
    const query = new URLSearchParams({
      identifier: ada.user.username,
      username: ada.user.username,
      password,
    });
    const answers = [
      await api.raw(`/api/session?${query}`),
      await api.send('POST', `/api/session?${query}`, {}),
      await api.send('POST', `/api/session?${query}`),
    ];

    expect(answers.map(({ status }) => status)).toEqual([200, 422, 422]);
    expect(await answers[0]?.json()).toMatchObject({ user: null });
    expect(answers.flatMap(setCookiesOf)).toEqual([]);
  });

  it('gives each of several people at once a session of their own [S-046] [S-144]', async () => {
    const people = await Promise.all(Array.from({ length: 12 }, () => api.register()));
    const browsers = people.map(() => new WireBrowser(api));

    const answers = await Promise.all(
      people.map((person, index) => browsers[index]?.logIn(person)),
    );

    const views = (await Promise.all(answers.map((answer) => answer?.json()))) as SessionView[];
    expect(views.map(({ user }) => user)).toEqual(people.map(({ user }) => user));
    expect(await Promise.all(browsers.map((browser) => browser.whoAmI()))).toEqual(
      people.map(({ user }) => user.username),
    );
  });

  it('replaces the person who was logged in before [S-059] [S-060] [S-077]', async () => {
    const bob = await api.register();
    const browser = new WireBrowser(api);
    await browser.logIn(ada);
    const copy = browser.copy();

    await browser.logIn(bob);

    expect(await browser.whoAmI()).toBe(bob.user.username);
    expect(await copy.whoAmI()).toBeNull();
    expect((await copy.send('GET', '/api/users')).status).toBe(401);
    expect((await browser.send('PATCH', `/api/users/${ada.user.id}`, { name: 'x' })).status).toBe(
      403,
    );
  });

  it('leaves everything as it was when it fails [S-062]', async () => {
    const bob = await api.register();
    const browser = new WireBrowser(api);
    await browser.logIn(ada);
    const { token } = browser;

    const response = await browser.logIn({ ...bob, password: 'not the password' });

    expect(response.status).toBe(401);
    expect(setCookiesOf(response)).toEqual([]);
    expect(browser.token).toBe(token);
    expect(await browser.whoAmI()).toBe(ada.user.username);
  });

  it.each(['_flashes', '__proto__', 'constructor', 'csrf', 'passport', 'toString'])(
    'treats %s as an ordinary name [S-061]',
    async (username) => {
      const { client } = await api.register({ username });
      expect(await client.flash.take()).toEqual([
        expect.objectContaining({ code: 'user_created' }),
      ]);
      await client.session.logOut();
      expect(await client.flash.take()).toEqual([expect.objectContaining({ code: 'logged_out' })]);

      const { user } = await client.session.logIn({ identifier: username, password });

      expect(user?.username).toBe(username);
      expect(await client.flash.take()).toEqual([expect.objectContaining({ code: 'logged_in' })]);
    },
  );

  it('says OK to a client that keeps no cookies, which stays a visitor [S-078]', async () => {
    expect((await attempt({ identifier: ada.user.username, password })).status).toBe(200);
    expect(await (await api.raw('/api/session')).json()).toMatchObject({ user: null });
  });

  it('refuses an account whose stored hash is broken like a wrong password [S-047]', async () => {
    const eve = await api.register();
    await api.database.query(`UPDATE users SET password_hash = 'nonsense' WHERE id = $1`, [
      eve.user.id,
    ]);

    expect((await new WireBrowser(api).logIn(eve)).status).toBe(401);
  });
});

function headerNames(response: Response | undefined): string[] {
  return [...(response?.headers.keys() ?? [])].sort();
}

/** In milliseconds; the least of several is what other work on the machine disturbs least. */
