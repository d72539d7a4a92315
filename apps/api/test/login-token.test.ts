import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Api, type Person, startApi } from './api.ts';
import { WireBrowser } from './wire-browser.ts';

/** What any holder of a dead cookie gets: nothing, and politely. */
async function expectDead(api: Api, copy: WireBrowser): Promise<void> {
  const { token } = copy;
  expect(token).not.toBe('');
  expect((await copy.send('GET', '/api/users')).status).toBe(401);
  expect((await copy.send('PUT', '/api/account/password', {})).status).toBe(401);
  expect(await copy.view()).toEqual({ user: null, session: null, flash: 0 });
  const id = token.split('.')[0];
  expect(await api.database.query('SELECT 1 FROM sessions WHERE id = $1', [id])).toEqual([]);
}

describe('the token of a session', () => {
  let api: Api;
  let ada: Person;
  let browser: WireBrowser;
  beforeAll(async () => {
    api = await startApi();
    ada = await api.register();
  });
  beforeEach(async () => {
    browser = new WireBrowser(api);
    await browser.logIn(ada);
  });
  afterAll(() => api.stop());

  it.each([
    { what: 'of the right shape', value: `${'a'.repeat(22)}.${'b'.repeat(43)}` },
    { what: 'that is a mere word', value: 'planted' },
    { what: 'of a number', value: '1' },
  ])(
    'is never adopted from a planted value $what [SE-04] [FL-017] [S-081] [RT-01] [D-46]',
    async ({ value }) => {
      const victim = new WireBrowser(api);
      victim.plant('sid', value);
      const thief = victim.copy();

      await victim.logIn(ada);

      expect(victim.token).not.toBe(value);
      expect(await victim.whoAmI()).toBe(ada.user.username);
      expect(await thief.whoAmI()).toBeNull();
    },
  );

  it('changes at log-in, so that a planted visitor session never becomes somebody’s [SE-03] [S-046] [FL-017] [RT-01] [D-46]', async () => {
    const thief = new WireBrowser(api);
    await thief.send('PUT', '/api/counter');
    const victim = thief.copy();

    await victim.logIn(ada);

    expect(victim.sessionId).not.toBe(thief.sessionId);
    await expectDead(api, thief);
  });

  it('changes when a thief plants the cookie of his own account [SE-03] [SE-04] [RT-01] [D-46]', async () => {
    const thief = new WireBrowser(api);
    await thief.logIn(await api.register());
    await thief.send('PUT', '/api/counter');
    const victim = thief.copy();

    await victim.logIn(ada);

    expect(await victim.whoAmI()).toBe(ada.user.username);
    expect(await victim.read('GET', '/api/counter')).toEqual({ count: null });
    await expectDead(api, thief);
  });

  it('changes at registration [SE-03]', async () => {
    const visitor = new WireBrowser(api);
    await visitor.send('PUT', '/api/counter');
    const copy = visitor.copy();

    const response = await visitor.send('POST', '/api/users', {
      username: 'newcomer',
      email: 'newcomer@example.com',
      password: ada.password,
      passwordConfirmation: ada.password,
    });

    expect(response.status).toBe(201);
    expect(await visitor.whoAmI()).toBe('newcomer');
    await expectDead(api, copy);
  });

  it('changes at a second log-in as the same person [SE-03] [ASK-019] [RT-01]', async () => {
    const copy = browser.copy();

    await browser.logIn(ada);

    expect(browser.token).not.toBe(copy.token);
    expect(await browser.whoAmI()).toBe(ada.user.username);
    await expectDead(api, copy);
  });

  it('changes at a confirmation [SE-03] [FL-115] [ASK-019] [ASK-020] [RT-01]', async () => {
    const copy = browser.copy();

    await browser.send('POST', '/api/session/confirmation', { password: ada.password });

    expect(browser.sessionId).not.toBe(copy.sessionId);
    expect(await browser.whoAmI()).toBe(ada.user.username);
    await expectDead(api, copy);
  });

  it('changes at a password change [SE-03] [S-209] [ASK-019]', async () => {
    const person = await api.register();
    const own = new WireBrowser(api);
    await own.logIn(person);
    const copy = own.copy();

    const next = 'another battery staple horse';
    const body = { currentPassword: person.password, password: next, passwordConfirmation: next };
    expect((await own.send('PUT', '/api/account/password', body)).status).toBe(200);

    expect(await own.whoAmI()).toBe(person.user.username);
    await expectDead(api, copy);
  });

  it('changes when an admin changes the role, with the next request of its owner [SE-03] [ASK-019]', async () => {
    const admin = await api.registerAs('admin');
    const bob = await api.register();
    const own = new WireBrowser(api);
    await own.logIn(bob);
    const copy = own.copy();

    await admin.client.users.changeRole(bob.user.id, 'admin');
    const { user } = await own.view();

    expect(user?.role).toBe('admin');
    expect(own.token).not.toBe(copy.token);
    expect(await own.whoAmI()).toBe(bob.user.username);
    await api.database.query(
      `UPDATE sessions SET previous_until = now() - interval '1 s' WHERE id = $1`,
      [own.sessionId],
    );
    expect(await copy.whoAmI()).toBeNull();
  });

  it('is dead after a log-out, however often it is sent again [S-067] [FL-026] [SE-19]', async () => {
    const copy = browser.copy();

    await browser.logOut();

    for (let time = 0; time < 3; time++) await expectDead(api, copy);
  });

  it('does not change with ordinary requests [S-074] [FL-077]', async () => {
    const { token } = browser;
    for (const path of ['/api/session', '/api/users', '/api/account/sessions'])
      await browser.send('GET', path);

    expect(browser.token).toBe(token);
  });

  it('of another person opens nothing under one’s own secret [SE-04]', async () => {
    const other = new WireBrowser(api);
    await other.logIn(await api.register());
    const forged = new WireBrowser(api);
    forged.plant('sid', `${browser.sessionId}.${other.token.split('.')[1]}`);

    expect(await forged.whoAmI()).toBeNull();
    expect(await browser.whoAmI()).toBe(ada.user.username);
  });
});
