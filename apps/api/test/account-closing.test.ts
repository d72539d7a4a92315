import type { AccountDeletion } from '@gatehouse/auth-core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccountClosing } from '../src/closing/account-closing.ts';
import { Pruner } from '../src/pruning/pruner.ts';
import { type Api, startApi } from './api.ts';
import { Outbox } from './outbox.ts';
import { type RawBrowser, type RawPerson, rawLogIn, rawPerson } from './raw-browser.ts';
import { apiRoutesOf } from './route-list.ts';

const absent = '00000000-0000-4000-8000-000000000000';
const DAY = 86_400_000;

describe('an account that is deleted with a grace', () => {
  let api: Api;
  let admin: RawPerson;
  let outbox: Outbox;
  beforeAll(async () => {
    outbox = await Outbox.open();
    api = await startApi({ variables: { DELETION_GRACE: '14d', OUTBOX_DIR: outbox.folder } });
    admin = await rawPerson(api, 'admin');
  });
  afterAll(async () => {
    await api?.stop();
    await outbox?.remove();
  });

  const remove = (by: RawBrowser, id: string) => by.send('DELETE', `/api/users/${id}`);
  const closed = async (): Promise<RawPerson> => {
    const person = await rawPerson(api);
    expect((await remove(person.browser, person.user.id)).status).toBe(204);
    return person;
  };
  const makeDue = (...ids: string[]) =>
    api.database.query(
      `UPDATE users SET deletion_due_at = now() - interval '1 s' WHERE id = ANY($1)`,
      [ids],
    );
  const isThere = async (id: string): Promise<boolean> =>
    (await api.database.query('SELECT FROM users WHERE id = $1', [id])).length > 0;
  const flashOf = async (browser: RawBrowser) =>
    (await browser.send('DELETE', '/api/session/flash')).json<{ text: string }[]>();

  it('is closed at once, everywhere, and its person is told until when it can be kept [S-211] [UX-AC-07] [EXT-001]', async () => {
    const { browser, user } = await rawPerson(api);
    const other = await rawLogIn(api, user.username);
    await browser.send('POST', '/api/messages', { content: 'One last word' });
    const outlook = (await browser.send('GET', '/api/account/deletion')).json<AccountDeletion>();
    expect(outlook).toMatchObject({ closing: false, messages: 1, orders: 0 });
    expect(Math.abs(Date.parse(outlook.dueAt ?? '') - Date.now() - 14 * DAY)).toBeLessThan(DAY);

    expect((await remove(browser, user.id)).status).toBe(204);
    const date = new Date(outlook.dueAt ?? '').toLocaleDateString('en-GB', {
      dateStyle: 'long',
      timeZone: 'UTC',
    });
    expect(await flashOf(browser)).toMatchObject([
      { text: expect.stringContaining(`deleted on ${date}`) },
    ]);
    expect(await api.database.query('SELECT FROM sessions WHERE user_id = $1', [user.id])).toEqual(
      [],
    );
    for (const ended of [browser, other])
      expect((await ended.send('GET', '/api/account/sessions')).status).toBe(401);
  });

  it('is not to be found by others, keeps its names, and its messages until the end', async () => {
    const { browser: bob } = await rawPerson(api);
    const { browser, user } = await rawPerson(api);
    const { id } = (await browser.send('POST', '/api/messages', { content: 'Still here' })).json<{
      id: string;
    }>();
    await remove(browser, user.id);
    const seen = async (by: RawBrowser) => [
      (await by.send('GET', `/api/users/${user.id}`)).status,
      (await by.send('GET', `/api/users?search=${user.username}`)).json<{ items: unknown[] }>()
        .items.length,
    ];
    expect(await seen(bob)).toEqual([404, 0]);
    expect(await seen(admin.browser)).toEqual([200, 0]);
    const listed = await admin.browser.send('GET', `/api/admin/users?search=${user.username}`);
    expect(listed.json<{ items: unknown[] }>().items).toMatchObject([
      { id: user.id, deletionDueAt: expect.any(String) },
    ]);
    expect((await bob.send('GET', `/api/messages/${id}`)).status).toBe(200);
    await expect(api.register({ username: user.username })).rejects.toMatchObject({
      code: 'username_taken',
    });
  });

  it('lets its person log in, and do nothing but decide [PW-09] [AZ-02]', async () => {
    const { user } = await closed();
    const browser = await rawLogIn(api, user.username);
    const view = (await browser.send('GET', '/api/session')).json<{ user: unknown }>();
    expect(view.user).toMatchObject({ id: user.id, restriction: 'account_closing' });
    const wrong: unknown[] = [];
    for (const { name, method, path, allowedWhile, isSessionless } of apiRoutesOf(api)) {
      if (isSessionless || allowedWhile.includes('account_closing')) continue;
      const answer = await browser.send(method, path.replace(/:\w+/g, absent));
      if (answer.status !== 403 || answer.problem.code !== 'account_closing') wrong.push(name);
    }
    expect(wrong).toEqual([]);

    expect((await browser.send('DELETE', '/api/account/deletion')).status).toBe(204);
    expect(await flashOf(browser)).toContainEqual(
      expect.objectContaining({ text: 'Your account stays. Nothing was deleted.' }),
    );
    expect((await browser.send('GET', '/api/account/sessions')).status).toBe(200);
    expect((await browser.send('DELETE', '/api/account/deletion')).status).toBe(404);
  });

  it('is gone when its time is over, whether or not it was removed yet, and nobody logs in to it [S-211]', async () => {
    const { user } = await closed();
    const browser = await rawLogIn(api, user.username);
    await makeDue(user.id);
    expect((await browser.send('DELETE', '/api/account/deletion')).status).toBe(401);
    await expect(rawLogIn(api, user.username)).rejects.toThrow('invalid_credentials');

    const waiting = await closed();
    await api.app.get(Pruner).run();
    expect([await isThere(user.id), await isThere(waiting.user.id)]).toEqual([false, true]);
    const name = `SELECT name FROM security_events WHERE user_id = $1 ORDER BY id DESC LIMIT 1`;
    expect(await api.database.query(name, [user.id])).toEqual([{ name: 'user_deleted' }]);
    await expect(api.register({ username: user.username })).resolves.toBeDefined();
  });

  it('goes in short transactions, however much its person wrote, and before those behind it', async () => {
    const [author, other] = [await closed(), await closed()];
    await api.database.query(
      `INSERT INTO messages (author_id, content) SELECT $1, 'No. ' || i FROM generate_series(1, 1000) i`,
      [author.user.id],
    );
    // What a statement may not do in its time.
    await api.database.query(`
      CREATE FUNCTION refuse_much() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF (SELECT count(*) FROM gone) > 500 THEN RAISE query_canceled; END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER much AFTER DELETE ON messages REFERENCING OLD TABLE AS gone
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_much()`);
    await makeDue(author.user.id, other.user.id);
    await api.app.get(Pruner).run();
    await api.database.query('DROP FUNCTION refuse_much CASCADE');
    expect([await isThere(author.user.id), await isThere(other.user.id)]).toEqual([false, false]);
  });

  it('waits as well when an admin deletes it, and can be given back', async () => {
    const { browser, user } = await rawPerson(api);
    const restore = (by: RawBrowser) => by.send('DELETE', `/api/admin/users/${user.id}/deletion`);
    await remove(admin.browser, user.id);
    expect((await browser.send('GET', '/api/account/sessions')).status).toBe(401);
    expect((await flashOf(admin.browser)).at(-1)?.text).toMatch(
      new RegExp(`^${user.username} will be deleted on \\d+ \\w+ 20..\\.$`),
    );
    const { browser: bob } = await rawPerson(api);
    expect((await restore(bob)).status).toBe(403);
    expect((await restore(admin.browser)).status).toBe(204);
    expect((await restore(admin.browser)).status).toBe(404);
    await expect(rawLogIn(api, user.username)).resolves.toBeDefined();
  });

  it('keeps a date that stands and sends no second letter, and is no admin that could stay behind [AZ-07]', async () => {
    const { user } = await closed();
    const dates = `SELECT deletion_due_at AS at FROM users WHERE id = $1`;
    const mails = async () =>
      (await api.database.query('SELECT count(*)::int AS count FROM mails'))[0].count;
    const [before] = await api.database.query(dates, [user.id]);
    const written = await mails();
    await remove(admin.browser, user.id);
    expect(await api.database.query(dates, [user.id])).toEqual([before]);
    expect([written, await mails()]).toEqual([written, written]);
    expect(written).toBeGreaterThan(0);

    const second = await rawPerson(api, 'admin');
    const answers = await Promise.all(
      [admin, second].map(({ browser, user: { id } }) => remove(browser, id)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    const [left] = await api.database.query(
      `SELECT id FROM users WHERE role = 'admin' AND deletion_due_at IS NULL`,
    );
    const [gone, stays] = left.id === admin.user.id ? [second, admin] : [admin, second];
    // Nobody can bring this about but an operator with psql.
    await api.database.query('UPDATE users SET suspended_at = now() WHERE id = $1', [
      stays.user.id,
    ]);
    await makeDue(gone.user.id);
    await api.app.get(Pruner).run();
    expect(await isThere(gone.user.id)).toBe(true);
    await api.database.query('UPDATE users SET suspended_at = NULL WHERE id = $1', [stays.user.id]);
    expect(
      await api.database.transaction((manager) =>
        api.app.get(AccountClosing).removeNextDue(manager),
      ),
    ).toBe(true);
    expect(await isThere(gone.user.id)).toBe(false);
  });
});
