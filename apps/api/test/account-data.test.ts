import {
  type AccountEvent,
  activityCodes,
  activityWords,
  keptEvents,
  type Page,
} from '@gatehouse/auth-core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { personalData } from '../src/activity/personal-data.ts';
import { type Api, startApi } from './api.ts';
import { makeStale, type RawBrowser, type RawPerson, rawLogIn, rawPerson } from './raw-browser.ts';

const order = {
  lines: [{ slug: 'shortbread', quantity: 2 }],
  address: {
    name: 'Ada',
    street: '1 Main St',
    city: 'Ely',
    state: 'IL',
    zip: '00001',
    country: 'US',
  },
};

/** Of tables that tell of a person, what no copy holds, with the reason. */
const leftOut: Readonly<Record<string, string>> = {
  'users.username_canonical': 'made of the username',
  'users.email_canonical': 'made of the address',
  'users.password_hash': 'secret',
  'users.suspension_reason': 'an admin’s words, for admins',
  'mailed_tokens.digest': 'secret',
  'mailed_tokens.payload': 'secret: holds the hash of a new password',
  'mailed_tokens.subject': 'bookkeeping',
  'mailed_tokens.user_id': 'stands above',
  'sessions.id': 'names a cookie',
  'sessions.secret_mac': 'secret',
  'sessions.key': 'bookkeeping',
  'sessions.user_id': 'stands above',
  'sessions.previous_mac': 'secret',
  'sessions.previous_until': 'bookkeeping',
  'sessions.rotation_salt': 'secret',
  'sessions.actor_id': 'an admin’s',
  'sessions.own_key': 'an admin’s',
  'sessions.rotated_at': 'bookkeeping',
  'known_browsers.digest': 'secret',
  'known_browsers.user_id': 'stands above',
  'messages.author_id': 'stands above',
  'orders.user_id': 'stands above',
  'security_events.id': 'bookkeeping',
  'security_events.user_id': 'stands above',
  'security_events.session_id': 'names a cookie',
  'security_events.actor_id': 'somebody else',
  'account_notices.user_id': 'stands above',
};

type Copy = Readonly<Record<string, Record<string, unknown>[]>>;

describe('what is kept of a person', () => {
  let api: Api;
  let admin: RawPerson;
  beforeAll(async () => {
    api = await startApi();
    admin = await rawPerson(api, 'admin');
  });
  afterAll(() => api.stop());

  const events = (browser: RawBrowser, query = '') =>
    browser.send('GET', `/api/account/events${query}`);
  const pageOf = async (browser: RawBrowser, query?: string) =>
    (await events(browser, query)).json<Page<AccountEvent>>();

  it('is told as a list in plain words: newest first, a page at a time, and only one’s own [UX-AC-09] [EXT-019]', async () => {
    const { browser, user } = await rawPerson(api);
    await rawLogIn(api, user.username);
    await admin.browser.send('PATCH', `/api/users/${user.id}`, { name: 'Ada L.' });
    await admin.browser.send('PUT', `/api/users/${user.id}/role`, { role: 'admin' });
    await api.database.query(
      `INSERT INTO security_events (name, user_id, details) VALUES ('authz_admin', $1, '{"by":"command"}')`,
      [user.id],
    );
    const all = await pageOf(browser);
    expect(all.items.map(({ code, action, actor }) => [code, action, actor])).toEqual([
      ['authz_admin', null, { kind: 'operator' }],
      ['authz_change', 'made_admin', { kind: 'admin', username: admin.user.username }],
      ['authz_admin', 'profile_changed', { kind: 'admin', username: admin.user.username }],
      ['session_created', null, null],
      ['session_created', null, null],
      ['user_created', null, null],
    ]);
    expect(all.items[3]).toMatchObject({ device: { browser: expect.any(String) } });
    expect(all.items[2]).toMatchObject({ device: null, address: null });

    const walked: AccountEvent[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: Page<AccountEvent> = await pageOf(
        browser,
        `?limit=2${cursor && `&cursor=${cursor}`}`,
      );
      walked.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(walked).toEqual(all.items);
    for (const forged of ['["x","1"]', '["1","x"]', '["1"]', '[1,2]']) {
      const query = `?cursor=${Buffer.from(forged).toString('base64url')}`;
      expect([forged, (await events(browser, query)).status]).toEqual([forged, 422]);
    }
  });

  it('has words for every event that is kept, and for what admins do to an account [UX-AC-09]', async () => {
    expect(keptEvents.filter((name) => !activityCodes.includes(name))).toEqual([]);

    const { browser, user } = await rawPerson(api);
    const write = (method: string, path: string, body?: object) =>
      admin.browser.send(method, `/api/admin/users/${user.id}/${path}`, body);
    await write('PUT', 'suspension', { reason: 'Spam' });
    await write('DELETE', 'suspension');
    await rawLogIn(api, user.username);
    await write('DELETE', 'sessions');
    await write('PUT', 'password-demand', { demanded: true });
    await write('PUT', 'password-demand', { demanded: false });
    expect((await events(browser)).status).toBe(401);
    const own = await rawLogIn(api, user.username);
    const done = (await pageOf(own)).items.filter(({ actor }) => actor?.kind === 'admin');
    expect(done.map(({ code, action }) => activityWords(code, action))).toEqual([
      'You may keep your password after all',
      'A new password was asked for',
      'All your devices were logged out',
      'The suspension of your account was ended',
      'Your account was suspended',
    ]);
  });

  it('tells its person of what others did to the account: in open sessions, or at the next log-in', async () => {
    const { browser, user } = await rawPerson(api);
    const told = async (from: RawBrowser) =>
      (await from.send('DELETE', '/api/session/flash'))
        .json<{ code: string; text: string }[]>()
        .filter(({ code }) => code.startsWith('your_'))
        .map(({ text }) => text);
    for (const role of ['admin', 'admin', 'member'])
      await admin.browser.send('PUT', `/api/users/${user.id}/role`, { role });
    expect(await told(browser)).toEqual([
      'Your role was changed. It is now: admin.',
      'Your role was changed. It is now: member.',
    ]);
    const account = `/api/admin/users/${user.id}`;
    await admin.browser.send('DELETE', `${account}/sessions`);
    await admin.browser.send('DELETE', `${account}/sessions`);
    await admin.browser.send('PUT', `${account}/suspension`, { reason: 'Spam' });
    await admin.browser.send('DELETE', `${account}/suspension`);
    await admin.browser.send('PUT', `/api/users/${user.id}/role`, { role: 'admin' });
    expect(await told(await rawLogIn(api, user.username))).toEqual([
      'All your devices were signed out by those who run this site. Ask them if you do not know why.',
      'Your account was suspended for a while, and is open again.',
      'Your role was changed. It is now: admin.',
    ]);
  });

  it('is handed out whole as a file, after a recent proof, without secrets [UX-AC-10]', async () => {
    const { browser, user } = await rawPerson(api);
    await browser.send('POST', '/api/messages', { content: 'Mine, "quoted"\nand broken' });
    await browser.send('POST', '/api/shop/orders', order);
    await browser.send('PUT', '/api/shop/cart', { lines: order.lines });
    await api.database.query(
      `INSERT INTO messages (author_id, content) SELECT $1, 'No. ' || i FROM generate_series(1, 600) i`,
      [user.id],
    );
    const why = 'A complaint of their neighbour';
    const acting = `/api/admin/users/${user.id}/impersonation`;
    const { browser: helper } = await rawPerson(api, 'admin');
    expect((await helper.send('POST', acting, { reason: why })).status).toBe(200);
    const answer = await browser.send('GET', '/api/account/data');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="my-data.json"');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const copy = answer.json<Copy>();
    expect(copy['account']).toMatchObject([{ username: user.username, email: user.email }]);
    expect(copy['messages']).toHaveLength(601);
    expect(new Set(copy['messages']?.map(({ id }) => id)).size).toBe(601);
    expect(copy['orders']).toMatchObject([{ address: order.address, lines: [{ quantity: 2 }] }]);
    expect(copy['sessions']).toMatchObject([{ cart: order.lines }]);
    expect(copy['knownBrowsers']).toHaveLength(1);
    expect(copy['events']?.map(({ name }) => name)).toContain('sensitive_read');
    expect(copy['events']?.map(({ name }) => name)).toContain('acting_started');
    expect(answer.text).not.toContain(why);
    const secret = browser.cookie.split(/[=.; ]/).filter((part) => part.length > 20);
    expect(secret.filter((part) => answer.text.includes(part))).toEqual([]);
    expect(answer.text).not.toMatch(/argon2|Mac"|digest|canonical/);

    await makeStale(api, user);
    expect((await browser.send('GET', '/api/account/data')).problem.code).toBe(
      'reauthentication_required',
    );
  });

  it('is handed out from every table that tells of people, or there is a reason [LG-08] [UX-AC-10]', async () => {
    const columns: { table: string; column: string }[] = await api.database.query(
      `SELECT table_name AS table, column_name AS column FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name IN (
          SELECT table_name FROM information_schema.columns
           WHERE table_schema = 'public' AND (column_name IN ('user_id', 'author_id') OR table_name = 'users'))`,
    );
    const handedOut = personalData.flatMap(({ table, columns, joined = '' }) =>
      [...columns, ...[...joined.matchAll(/t\.(\w+) END/g)].map(([, name]) => name)].map(
        (column) => `${table}.${column}`,
      ),
    );
    const all = columns.map(({ table, column }) => `${table}.${column}`);
    const unaccounted = all.filter((name) => !handedOut.includes(name) && !(name in leftOut));
    const both = handedOut.filter((name) => name in leftOut);
    expect({ unaccounted, both }).toEqual({ unaccounted: [], both: [] });
    expect(Object.keys(leftOut).filter((name) => !all.includes(name))).toEqual([]);
  });

  it('is erased with its person wherever it is, and nothing is taken from what happened to others [LG-08]', async () => {
    const { browser, user } = await rawPerson(api);
    const { browser: bob, user: bobsUser } = await rawPerson(api);
    await browser.send('POST', '/api/shop/orders', order);
    await api.database.query(`INSERT INTO account_notices (user_id, code) VALUES ($1, 'x')`, [
      user.id,
    ]);
    await expect(
      rawLogIn(api, user.username).then(() =>
        browser.send('POST', '/api/session/confirmation', { password: 'wrong password here' }),
      ),
    ).resolves.toMatchObject({ status: 401 });
    const blanked = (id: string) =>
      api.database.query(
        `UPDATE security_events SET address = NULL, browser = NULL, os = NULL WHERE user_id = $1`,
        [id],
      );
    await expect(blanked(user.id)).rejects.toThrow('rows are added');
    expect((await browser.send('DELETE', `/api/users/${user.id}`)).status).toBe(204);

    const left: { table: string }[] = [];
    for (const { table, owner } of personalData) {
      const where = `${owner} = $1 ${table === 'security_events' ? 'AND (address, browser, os) IS DISTINCT FROM (NULL::text, NULL::text, NULL::text)' : ''}`;
      if ((await api.database.query(`SELECT FROM ${table} WHERE ${where}`, [user.id])).length > 0)
        left.push({ table });
    }
    const tries = `SELECT key FROM password_failures WHERE key LIKE '%' || $1 || '%'`;
    expect([left, await api.database.query(tries, [user.id])]).toEqual([[], []]);
    const orders = `SELECT user_id, address FROM orders WHERE id IN (SELECT order_id FROM order_lines)`;
    expect(await api.database.query(orders)).toContainEqual({ user_id: null, address: null });
    expect((await pageOf(bob)).items[0]).toMatchObject({ device: { browser: expect.any(String) } });
    await expect(blanked(bobsUser.id)).rejects.toThrow('rows are added');
  });
});
