import { recoveryOf } from '@gatehouse/client-sdk/recovery';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accountKey } from '../src/limits/password-failures.ts';
import { type Api, password, startApi } from './api.ts';
import { MailedScene, newPassword, useOf } from './mailed-scene.ts';
import { WireBrowser } from './wire-browser.ts';

const path = '/api/password-resets';

describe('a forgotten password', () => {
  let scene: MailedScene;
  let api: Api;
  /** Another process on the same database, which sends no mail. */
  let other: Api;
  beforeAll(async () => {
    scene = await MailedScene.open({ TRUST_PROXY: '1' });
    api = scene.api;
    other = await startApi({ databaseUrl: api.databaseUrl });
  });
  afterAll(async () => {
    await other.stop();
    await scene.close();
  });

  const rowsOf = async (table: string, userId: string): Promise<number> =>
    (await api.database.query(`SELECT FROM ${table} WHERE user_id = $1`, [userId])).length;

  it('is replaced by whoever reads the mail of the account, who then logs in with the new one [EXT-004] [EXT-013] [RC-12]', async () => {
    const { user } = await api.register();
    const { client } = api.visitor();
    const recovery = recoveryOf(client);
    await recovery.requestPasswordReset(user.username.toUpperCase());
    const token = await scene.token(user.email);
    await recovery.resetPassword({
      token,
      password: newPassword,
      passwordConfirmation: newPassword,
    });

    expect(client.sessionStore.get().user).toBeNull();
    expect(await client.flash.take()).toMatchObject([{ code: 'password_reset' }]);
    const identifier = user.username;
    await expect(client.session.logIn({ identifier, password })).rejects.toMatchObject({
      code: 'invalid_credentials',
    });
    const view = await client.session.logIn({ identifier, password: newPassword });
    expect(view.user?.id).toBe(user.id);
  });

  it('takes with it whatever was good with it, in every process, and its owner is told [RC-09] [ASK-003]', async () => {
    const person = await api.register();
    const { id, email } = person.user;
    const open = [new WireBrowser(api), new WireBrowser(other)];
    for (const browser of open) await browser.logIn(person);
    for (const browser of open) expect(await browser.whoAmI()).toBe(person.user.username);
    await api.database.query('INSERT INTO password_failures (key, failures) VALUES ($1, 100)', [
      accountKey(id),
    ]);
    await scene.issue('email_change', { id, email: 'new@example.com' });
    const browser = new WireBrowser(api);
    const answer = await browser.send(
      'POST',
      path,
      useOf('password_reset', await scene.issue('password_reset', { id, email })),
    );

    expect([answer.status, await answer.text()]).toEqual([204, '']);
    // At once: nobody had to wait for it.
    for (const ended of open) expect(await ended.whoAmI()).toBeNull();
    expect(await browser.whoAmI()).toBeNull();
    expect(browser.cookieNames).toEqual(['sid']);
    for (const table of ['sessions', 'mailed_tokens', 'known_browsers'])
      expect([table, await rowsOf(table, id)]).toEqual([table, 0]);
    const told = await scene.outbox.about(email, /^New password/);
    expect(told.paragraphs.join(' ')).toContain('Every device was signed out.');
    await person.client.session.logIn({ identifier: email, password: newPassword });
  });

  it('leaves nobody logged in where the link is used, and a visitor what was laid aside [EXT-044] [RC-09]', async () => {
    const lines = [{ slug: 'chocolate-chip', quantity: 2 }];
    const person = await api.register();
    const somebodyElse = await api.register();
    for (const logIn of [person, somebodyElse, undefined]) {
      const browser = new WireBrowser(api);
      if (logIn) await browser.logIn(logIn);
      else await browser.send('PUT', '/api/shop/cart', { lines });
      const before = browser.copy();
      const token = await scene.issue('password_reset', person.user);
      const { status } = await browser.send('POST', path, useOf('password_reset', token));
      expect([status, await browser.whoAmI(), await before.whoAmI()]).toEqual([204, null, null]);
      expect(await browser.read('GET', '/api/shop/cart')).toEqual({ lines: logIn ? [] : lines });
      await api.database.query(
        'UPDATE users SET password_hash = (SELECT password_hash FROM users WHERE id = $2) WHERE id = $1',
        [person.user.id, somebodyElse.user.id],
      );
    }
    expect(await rowsOf('sessions', somebodyElse.user.id)).toBe(1);
  });

  it('is replaced once, by fifty at the same moment [RC-02] [RT-06] [D-48]', async () => {
    const { user } = await api.register();
    const token = await scene.issue('password_reset', user);
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => scene.use('password_reset', token)),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 204)).toHaveLength(1);
    // What no room was left for would have been refused as well.
    expect(statuses.filter((status) => ![204, 410, 503].includes(status))).toEqual([]);
    const kept = await api.database.query(
      `SELECT FROM security_events WHERE user_id = $1 AND name = 'authn_password_reset'`,
      [user.id],
    );
    expect(kept).toHaveLength(1);
  });

  it('has to be a good one, and a refusal uses no link up [PW-07] [PW-08]', async () => {
    const { user } = await api.register({ username: 'harbour-master' });
    const token = await scene.issue('password_reset', user);
    const refused: Record<string, string> = {
      short: 'password',
      'harbour-master-2026': 'password',
      passwordpassword: 'password',
    };
    for (const [chosen, field] of Object.entries(refused)) {
      const body = { token, password: chosen, passwordConfirmation: chosen };
      const answer = await api.send('POST', path, body);
      const problem = (await answer.json()) as { fields?: object };
      expect([chosen, answer.status, Object.keys(problem.fields ?? {})]).toEqual([
        chosen,
        422,
        [field],
      ]);
    }
    const mistyped = { token, password: newPassword, passwordConfirmation: 'something else' };
    expect((await api.send('POST', path, mistyped)).status).toBe(422);
    expect((await scene.use('password_reset', token)).status).toBe(204);
  });

  it('is replaced in one step: none before it helps, and none can be left out, in any process [RC-08] [RT-09]', async () => {
    const { user } = await api.register();
    const browser = new WireBrowser(api);
    const passwords = { password: newPassword, passwordConfirmation: newPassword };
    const attempts = [
      {},
      { token: '' },
      { token: null },
      { token: ' ' },
      { token: [] },
      { token: 'x'.repeat(43) },
      { token: '0' },
    ];
    const tryAll = async () => {
      const statuses = [];
      for (const attempt of attempts)
        statuses.push((await browser.send('POST', path, { ...attempt, ...passwords })).status);
      return statuses;
    };
    const refused = [422, 422, 422, 422, 422, 410, 410];
    expect(await tryAll()).toEqual(refused);
    await browser.send('POST', '/api/password-reset-requests', { identifier: user.username });
    const token = await scene.token(user.email);
    expect(await tryAll()).toEqual(refused);
    // A password that is refused is no step that counts.
    await browser.send('POST', path, { token, password: 'x', passwordConfirmation: 'x' });
    expect(await tryAll()).toEqual(refused);
    // Whoever has the link needs nothing of the browser or the process that asked for it.
    const elsewhere = await other.send('POST', path, { token, ...passwords });
    expect(elsewhere.status).toBe(204);
  });

  it('is begun by an admin, who sees neither link nor password, and by nobody for a suspended account [PW-11]', async () => {
    const admin = await api.registerAs('admin');
    const browser = new WireBrowser(api);
    await browser.logIn(admin);
    const { user } = await api.register();
    const begin = (id: string) => browser.send('POST', `/api/admin/users/${id}/password-reset`);
    const answer = await begin(user.id);
    expect([answer.status, await answer.text()]).toEqual([202, '']);
    const link = await scene.link(user.email);
    expect(link.origin).toBe(api.env.publicUrl.origin);
    const event = { name: 'authz_admin', user_id: user.id, actor_id: admin.user.id };
    expect(
      await api.database.query(
        'SELECT name, user_id, actor_id, details FROM security_events WHERE user_id = $1 ORDER BY id DESC LIMIT 1',
        [user.id],
      ),
    ).toEqual([{ ...event, details: { action: 'password_reset_sent' } }]);

    await api.database.query('UPDATE users SET suspended_at = now() WHERE id = $1', [user.id]);
    expect((await begin(user.id)).status).toBe(409);
    await scene.forget(user.username);
    expect(await scene.links(user.email)).toBe(1);
    expect((await begin('00000000-0000-4000-8000-000000000000')).status).toBe(404);
  });

  it('is a way out for whoever has to choose a new one, and ends that [PW-09]', async () => {
    const person = await api.register();
    await api.database.query('UPDATE users SET password_demanded_at = now() WHERE id = $1', [
      person.user.id,
    ]);
    const browser = new WireBrowser(api);
    await browser.logIn(person);
    expect((await browser.send('GET', '/api/users')).status).toBe(403);
    const token = await scene.issue('password_reset', person.user);
    const old = { token, password, passwordConfirmation: password };
    expect((await browser.send('POST', path, old)).status).toBe(422);
    const { status } = await browser.send('POST', path, useOf('password_reset', token));
    expect(status).toBe(204);
    await browser.logIn({ ...person, password: newPassword });
    expect((await browser.send('GET', '/api/users')).status).toBe(200);
  });

  it('is nothing to ask for where no mail is sent; a link of the operator is good there as well', async () => {
    const admin = await api.registerAs('admin');
    const browser = new WireBrowser(other);
    await browser.logIn(admin);
    const asked = [
      await browser.send('POST', '/api/password-reset-requests', { identifier: 'anybody' }),
      await browser.send('POST', `/api/admin/users/${admin.user.id}/password-reset`),
    ];
    expect(asked.map(({ status }) => status)).toEqual([404, 404]);
    const token = await scene.issue('password_reset', admin.user);
    expect((await browser.send('POST', path, useOf('password_reset', token))).status).toBe(204);
  });
});
