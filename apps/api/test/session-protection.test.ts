import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Api, type Person, startApi } from './api.ts';
import { WireBrowser } from './wire-browser.ts';

const firefox = {
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
};
const newerFirefox = {
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:141.0) Gecko/20100101 Firefox/141.0',
};
const safari = {
  'user-agent':
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
};

describe('basic protection', () => {
  let api: Api;
  let ada: Person;
  let browser: WireBrowser;
  beforeAll(async () => {
    api = await startApi();
    ada = await api.register();
  });
  beforeEach(async () => {
    browser = new WireBrowser(api, firefox);
    await browser.logIn(ada);
  });
  afterAll(() => api.stop());

  it('lets the same browser stay fresh, also after an update [FL-097]', async () => {
    for (const headers of [firefox, newerFirefox, firefox])
      expect((await browser.copy({ headers }).view()).session?.freshUntil).not.toBeNull();
  });

  it('leaves another browser logged in but not fresh, and the first one too from then on [FL-098] [SE-18] [FL-100] [ASK-018]', async () => {
    const thief = browser.copy({ headers: safari });

    expect((await thief.view()).session?.freshUntil).toBeNull();

    expect(await thief.whoAmI()).toBe(ada.user.username);
    expect((await browser.view()).session?.freshUntil).toBeNull();
    expect((await browser.send('DELETE', '/api/account/sessions')).status).toBe(403);
  });

  it('keeps a thief from everything that needs the password [S-198] [SE-16]', async () => {
    const thief = browser.copy({ headers: safari });
    const next = 'what the thief would like';
    const answers = [
      await thief.send('PATCH', `/api/users/${ada.user.id}`, { email: 'thief@example.com' }),
      await thief.send('PATCH', `/api/users/${ada.user.id}`, { username: 'thief' }),
      await thief.send('DELETE', `/api/users/${ada.user.id}`),
      await thief.send('DELETE', '/api/account/sessions'),
      await thief.send('PUT', '/api/account/password', {
        currentPassword: 'a guess',
        password: next,
        passwordConfirmation: next,
      }),
    ];

    const codes = await Promise.all(
      answers.map(async (answer) => ((await answer.json()) as { code: string }).code),
    );
    expect(codes).toEqual([...Array(4).fill('reauthentication_required'), 'invalid_credentials']);
    expect(
      (await ada.client.session.logIn({ identifier: ada.user.email, password: ada.password })).user,
    ).toEqual(ada.user);
  });

  it('shows the stolen session in the list, where its owner ends it [S-198]', async () => {
    const owner = new WireBrowser(api, firefox);
    await owner.logIn(ada);
    const thief = browser.copy({ headers: safari });
    await thief.view();

    const sessions = await owner.read<{ id: string }[]>('GET', '/api/account/sessions');
    expect(sessions.map(({ id }) => id)).toContain(thief.sessionId);
    expect((await owner.send('DELETE', `/api/account/sessions/${thief.sessionId}`)).status).toBe(
      204,
    );

    expect(await thief.whoAmI()).toBeNull();
  });

  it('takes a new browser for the owner’s once the password was given in it [FL-115] [FL-098]', async () => {
    const updated = browser.copy({ headers: safari });
    await updated.view();

    await updated.send('POST', '/api/session/confirmation', { password: ada.password });

    expect((await updated.view()).session?.freshUntil).not.toBeNull();
    expect((await updated.view()).session?.freshUntil).not.toBeNull();
    expect((await updated.copy({ headers: firefox }).view()).session?.freshUntil).toBeNull();
  });

  it('does not compare visitors [FL-105] [FL-106]', async () => {
    const visitor = new WireBrowser(api, firefox);
    await visitor.send('PUT', '/api/counter');

    expect(await visitor.copy({ headers: safari }).read('POST', '/api/counter')).toEqual({
      count: 1,
    });
  });
});

describe('strong protection', () => {
  let api: Api;
  let ada: Person;
  let browser: WireBrowser;
  beforeAll(async () => {
    api = await startApi({ variables: { SESSION_PROTECTION: 'strong' } });
    ada = await api.register();
  });
  beforeEach(async () => {
    browser = new WireBrowser(api, firefox);
    await browser.logIn(ada);
  });
  afterAll(() => api.stop());

  it('lets the same browser be [FL-101]', async () => {
    for (let time = 0; time < 3; time++)
      expect((await browser.view()).session?.freshUntil).not.toBeNull();
  });

  it('takes people of a test for what they are: logged in and fresh, or visitors [FL-138] [FL-139] [FL-141]', async () => {
    const bob = await api.register();
    for (let time = 0; time < 2; time++)
      expect(await bob.client.session.current()).toMatchObject({
        user: bob.user,
        session: { freshUntil: expect.any(String) },
      });
    expect((await api.visitor().client.session.current()).user).toBeNull();
  });

  it.each([true, false])(
    'ends the session that another browser brings, remembered: %s [FL-102] [FL-104]',
    async (remember) => {
      await browser.logIn(ada, remember);
      await browser.send('PUT', '/api/counter');
      const thief = browser.copy({ headers: safari });

      expect((await thief.send('GET', '/api/users')).status).toBe(401);

      expect(await thief.read('GET', '/api/counter')).toEqual({ count: null });
      expect(await browser.whoAmI()).toBeNull();
    },
  );

  it('lets a remembered browser come back [FL-088] [FL-108] [ASK-016]', async () => {
    await browser.logIn(ada, true);
    browser.restart();

    for (let time = 0; time < 3; time++) expect(await browser.whoAmI()).toBe(ada.user.username);
  });
});

describe('protection', () => {
  it.each(['none', 'stong', 'true'])('is not switched off by "%s" [FL-106]', async (mode) => {
    await expect(startApi({ variables: { SESSION_PROTECTION: mode } })).rejects.toThrow(
      'SESSION_PROTECTION',
    );
  });
});
