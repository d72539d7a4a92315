import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Api, type Person, startApi } from './api.ts';
import { WireBrowser } from './wire-browser.ts';

describe('the person of a session', () => {
  let api: Api;
  let ada: Person;
  let browser: WireBrowser;
  beforeAll(async () => {
    api = await startApi();
  });
  beforeEach(async () => {
    ada = await api.register();
    browser = new WireBrowser(api);
    await browser.logIn(ada);
  });
  afterAll(() => api.stop());

  const suspend = () =>
    api.database.query('UPDATE users SET suspended_at = now() WHERE id = $1', [ada.user.id]);
  const readmit = () =>
    api.database.query('UPDATE users SET suspended_at = NULL WHERE id = $1', [ada.user.id]);
  const sessions = () =>
    api.database.query('SELECT 1 FROM sessions WHERE user_id = $1', [ada.user.id]);

  it('is read anew with every request: changes show at once [S-142] [FL-029]', async () => {
    await ada.client.users.update(ada.user.id, { name: 'Countess' });
    expect((await browser.view()).user?.name).toBe('Countess');

    await api.database.query(`UPDATE users SET role = 'admin' WHERE id = $1`, [ada.user.id]);
    expect((await browser.view()).user?.role).toBe('admin');
  });

  it('loses every session at once when suspended, and all doors with it [FL-014] [FL-129] [FL-124] [RT-05] [EXT-001]', async () => {
    await suspend();

    expect(await sessions()).toEqual([]);
    expect(await browser.view()).toEqual({ user: null, session: null, flash: 0 });
    for (const path of ['/api/users', '/api/account/sessions', '/api/shop/orders'])
      expect((await browser.send('GET', path)).status).toBe(401);
    expect((await browser.send('POST', '/api/messages', { content: 'x' })).status).toBe(401);
    expect((await new WireBrowser(api).logIn(ada)).status).toBe(401);
  });

  it('gets none of them back when readmitted, but may log in [FL-129] [ASK-006]', async () => {
    const { client } = await api.logIn(ada, { remember: true });
    await suspend();
    await readmit();

    expect(await browser.whoAmI()).toBeNull();
    expect((await client.session.current()).user).toBeNull();
    expect((await browser.logIn(ada)).status).toBe(200);
    expect(await browser.whoAmI()).toBe(ada.user.username);
  });

  it('is refused although a session of a suspended person lies in the table [FL-014] [FL-094]', async () => {
    await api.database.query('ALTER TABLE users DISABLE TRIGGER users_suspension');
    await suspend();
    await api.database.query('ALTER TABLE users ENABLE TRIGGER users_suspension');
    expect(await sessions()).not.toEqual([]);

    expect(await browser.whoAmI()).toBeNull();
    expect((await browser.send('GET', '/api/users')).status).toBe(401);
  });

  it('is nobody once deleted: 401 everywhere, and no fault [S-142] [S-143] [FL-030] [FL-089] [RT-05]', async () => {
    await api.database.query('DELETE FROM users WHERE id = $1', [ada.user.id]);

    const statuses = [];
    for (const [method, path] of [
      ['GET', '/api/users'],
      ['GET', '/api/account/sessions'],
      ['POST', '/api/session/confirmation'],
      ['PUT', '/api/account/password'],
      ['DELETE', `/api/users/${ada.user.id}`],
    ] as const)
      statuses.push((await browser.send(method, path)).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401]);
    expect(await browser.view()).toEqual({ user: null, session: null, flash: 0 });
    expect(await browser.read('POST', '/api/counter')).toEqual({ count: null });
    expect((await browser.logOut()).status).toBe(204);
  });

  it('is not somebody else who later has the same id [FL-031]', async () => {
    await api.database.query('DELETE FROM users WHERE id = $1', [ada.user.id]);
    await api.database.query(
      `INSERT INTO users (id, username, username_canonical, email, email_canonical, name, password_hash)
       VALUES ($1::uuid, $1::text, $1::text, $1::text, $1::text, 'Somebody else', 'x')`,
      [ada.user.id],
    );

    expect(await browser.whoAmI()).toBeNull();
  });

  it('is told in one shape, with an id that is text [FL-123] [FL-125] [S-141]', async () => {
    const { user } = await browser.view();

    expect(Object.keys(user ?? {}).sort()).toEqual([
      'avatarUrl',
      'createdAt',
      'email',
      'emailVerified',
      'id',
      'name',
      'role',
      'username',
    ]);
    expect(typeof user?.id).toBe('string');
  });

  it('is never mistaken among two hundred requests of two people at once [S-144]', async () => {
    const bob = await api.register();
    const other = new WireBrowser(api);
    await other.logIn(bob);

    const asked = Array.from({ length: 200 }, async (_, index) => {
      const [own, { user }] = index % 2 === 0 ? [browser, ada] : [other, bob];
      const paths = ['/api/session', `/api/users/${user.id}`];
      const text = await (await own.copy().send('GET', paths[index % 4 < 2 ? 0 : 1] ?? '')).text();
      return { text, own: user.username, others: user === ada.user ? bob : ada };
    });

    for (const { text, own, others } of await Promise.all(asked)) {
      expect(text).toContain(`"${own}"`);
      expect(text).not.toContain(`"${others.user.username}"`);
    }
  });

  it('keeps the spelling of the name [S-147]', async () => {
    const { user } = await api.register({ username: 'bOb.McOdd' });

    expect(user.username).toBe('bOb.McOdd');
  });
});
