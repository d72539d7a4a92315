import { Argon2Hasher } from '@gatehouse/auth-core/password';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api, password, startApi } from './api.ts';
import { type RawBrowser, type RawPerson, rawPerson } from './raw-browser.ts';

const next = 'eleven barges under the old bridge';

describe('a password that has to be replaced', () => {
  let api: Api;
  let admin: RawPerson;
  beforeAll(async () => {
    api = await startApi();
    admin = await rawPerson(api, 'admin');
  });
  afterAll(() => api.stop());

  const demand = (by: RawBrowser, id: string, demanded: unknown = true) =>
    by.send('PUT', `/api/admin/users/${id}/password-demand`, { demanded });
  const change = (browser: RawBrowser, currentPassword: string, chosen: string) =>
    browser.send('PUT', '/api/account/password', {
      currentPassword,
      password: chosen,
      passwordConfirmation: chosen,
    });
  const restrictionOf = async (browser: RawBrowser) =>
    (await browser.send('GET', '/api/session')).json<{ user: { restriction?: string } | null }>()
      .user?.restriction;

  it('leaves nothing open but its change, from the next request on, until there is another one [PW-09]', async () => {
    const { browser, user } = await rawPerson(api);
    expect((await demand(browser, user.id)).status).toBe(403);
    expect((await demand(admin.browser, user.id, 'yes')).status).toBe(422);
    expect((await demand(admin.browser, user.id)).status).toBe(204);

    const refused = await browser.send('GET', '/api/users');
    expect([refused.status, refused.problem.code]).toEqual([403, 'password_change_required']);
    expect(await restrictionOf(browser)).toBe('password_change_required');
    const same = await change(browser, password, password);
    expect([same.status, Object.keys(same.problem.fields ?? {})]).toEqual([422, ['password']]);
    expect((await change(browser, password, next)).status).toBe(200);
    expect((await browser.send('GET', '/api/users')).status).toBe(200);
    expect(await restrictionOf(browser)).toBeUndefined();
    const told = await api.database.query(
      `SELECT name, details FROM security_events WHERE user_id = $1 AND actor_id = $2`,
      [user.id, admin.user.id],
    );
    expect(told).toEqual([
      { name: 'authn_password_demand', details: { demanded: true, reason: 'admin' } },
    ]);
  });

  it('is demanded no more when an admin says so', async () => {
    const { browser, user } = await rawPerson(api);
    await demand(admin.browser, user.id);
    await demand(admin.browser, user.id, false);
    expect((await browser.send('GET', '/api/users')).status).toBe(200);
  });

  it('is one that many people use, when it was right: found at the log-in, and only then [PW-09]', async () => {
    const common = 'passwordpassword';
    const { user } = await rawPerson(api);
    const passwordHash = await new Argon2Hasher().hash(common);
    await api.database.query('UPDATE users SET password_hash = $2 WHERE id = $1', [
      user.id,
      passwordHash,
    ]);
    const { browser } = await rawPerson(api);
    const logIn = (tried: string) =>
      browser.send('POST', '/api/session', { identifier: user.username, password: tried });
    const demanded = 'SELECT password_demanded_at IS NOT NULL AS is FROM users WHERE id = $1';
    await logIn('password1234567');
    expect(await api.database.query(demanded, [user.id])).toEqual([{ is: false }]);

    const answer = await logIn(common);
    expect(answer.json()).toMatchObject({ user: { restriction: 'password_change_required' } });
    expect((await browser.send('GET', '/api/users')).status).toBe(403);
    expect((await change(browser, common, next)).status).toBe(200);
    expect((await browser.send('GET', '/api/users')).status).toBe(200);
  });
});
