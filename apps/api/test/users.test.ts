import { canDeleteUser, canEditUser } from '@gatehouse/auth-core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api, password, startApi } from './api.ts';
import { makeStale, RawBrowser, rawLogIn, rawPerson } from './raw-browser.ts';

const absent = '00000000-0000-4000-8000-000000000000';

describe('users', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.stop());

  async function rowOf(id: string): Promise<unknown> {
    const [row] = await api.database.query('SELECT * FROM users WHERE id = $1', [id]);
    return row;
  }

  it('show everybody who is logged in the public part of anybody [S-154] [S-119]', async () => {
    const alice = await rawPerson(api);
    const bob = await rawPerson(api);
    const seen = await bob.browser.send('GET', `/api/users/${alice.user.id}`);
    expect(Object.keys(seen.json<object>()).sort()).toEqual([
      'avatarUrl',
      'createdAt',
      'id',
      'name',
      'username',
    ]);
    expect(seen.json()).toMatchObject({ id: alice.user.id, username: alice.user.username });
    expect((await new RawBrowser(api).send('GET', `/api/users/${alice.user.id}`)).status).toBe(401);
  });

  it('show the whole person to themselves and to admins, and nobody a hash', async () => {
    const alice = await rawPerson(api);
    const admin = await rawPerson(api, 'admin');
    for (const { browser } of [alice, admin]) {
      const seen = await browser.send('GET', `/api/users/${alice.user.id}`);
      expect(seen.json()).toEqual(alice.user);
    }
    expect(Object.keys(alice.user).sort()).toEqual([
      'avatarUrl',
      'createdAt',
      'email',
      'emailVerified',
      'id',
      'name',
      'role',
      'username',
    ]);
  });

  it('are listed by username, page by page, without what only admins and themselves may know', async () => {
    const { browser } = await rawPerson(api, 'member', { username: 'list.a' });
    for (const username of ['list.b', 'list.c', 'list.d', 'list.e'])
      await rawPerson(api, 'member', { username });
    type Page = {
      items: { username: string }[];
      nextCursor: string | null;
    };
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const query = new URLSearchParams({
        search: 'LIST.',
        limit: '2',
        ...(cursor ? { cursor } : {}),
      });
      const page: Page = (await browser.send('GET', `/api/users?${query}`)).json<Page>();
      for (const item of page.items)
        expect(Object.keys(item).sort()).toEqual([
          'avatarUrl',
          'createdAt',
          'id',
          'name',
          'username',
        ]);
      seen.push(...page.items.map(({ username }) => username));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(['list.a', 'list.b', 'list.c', 'list.d', 'list.e']);
    for (const pattern of ['list%', 'list_a', '\\', "'; DROP TABLE users; --"]) {
      const found = await browser.send('GET', `/api/users?search=${encodeURIComponent(pattern)}`);
      expect([found.status, found.json<Page>().items]).toEqual([200, []]);
    }
  });

  it('are changed by themselves, and say so once [S-127] [S-158] [S-211]', async () => {
    const { browser, user } = await rawPerson(api);
    await browser.send('DELETE', '/api/session/flash');
    const change = { name: 'A New Name', avatarUrl: 'https://pictures.example.com/me.png' };
    const answer = await browser.send('PATCH', `/api/users/${user.id}`, change);
    expect([answer.status, answer.json()]).toEqual([200, { ...user, ...change }]);
    expect((await browser.send('GET', '/api/session')).json()).toMatchObject({ user: change });
    expect((await browser.send('DELETE', '/api/session/flash')).json()).toMatchObject([
      { text: 'User Updated!' },
    ]);
  });

  it('are not changed by others, who are told so, and stay as they were [S-118] [S-127] [S-128] [S-155] [S-157]', async () => {
    const alice = await rawPerson(api);
    const bob = await rawPerson(api);
    const before = await rowOf(alice.user.id);
    for (const [method, body, reason] of [
      ['PATCH', { name: 'Mallory' }, canEditUser.reason],
      ['DELETE', undefined, canDeleteUser.reason],
    ] as const) {
      const answer = await bob.browser.send(method, `/api/users/${alice.user.id}`, body);
      expect([answer.status, answer.problem]).toEqual([
        403,
        expect.objectContaining({
          code: 'forbidden',
          title: 'Not Authorized',
          detail: reason,
        }),
      ]);
    }
    expect(await rowOf(alice.user.id)).toEqual(before);
  });

  it('have one spelling of their id [S-129] [S-130]', async () => {
    const { browser, user } = await rawPerson(api);
    const spellings = [
      user.id.toUpperCase(),
      `{${user.id}}`,
      user.id.replaceAll('-', ''),
      `${user.id}0`,
      ` ${user.id}`,
      `${user.id}%00`,
      `${user.id}.json`,
      '1',
      '01',
      '1.0',
      'me',
      'undefined',
      'null',
      '[object Object]',
      '%2e%2e',
    ];
    for (const id of spellings) {
      const answer = await browser.send('PATCH', `/api/users/${id}`, { name: 'x' });
      expect([id, answer.status]).toEqual([id, 404]);
    }
    const { status } = await browser.send('PATCH', '/api/users/', { name: 'x' });
    expect([404, 405]).toContain(status);
    expect((await browser.send('GET', `/api/users/${absent}`)).status).toBe(404);
  });

  it('prove a credential before the name they log in with changes, and not for a picture [AZ-09]', async () => {
    const { browser, user } = await rawPerson(api);
    await makeStale(api, user);
    const change = (body: object) => browser.send('PATCH', `/api/users/${user.id}`, body);
    for (const body of [{ username: 'other.name' }, { email: 'other@example.com' }])
      expect((await change(body)).problem.code).toBe('reauthentication_required');
    expect((await change({ name: 'Other', username: user.username })).status).toBe(200);
    await browser.send('POST', '/api/session/confirmation', { password });
    expect((await change({ username: 'other.name' })).json()).toMatchObject({
      username: 'other.name',
    });
    await rawLogIn(api, 'other.name');
  });

  it('have another address at once where no mail is sent; it is not verified, and nothing that needs mail is offered', async () => {
    const { browser, user } = await rawPerson(api);
    await api.database.query('UPDATE users SET email_verified_at = now() WHERE id = $1', [user.id]);
    const email = `other.${user.email}`;
    const changed = await browser.send('PATCH', `/api/users/${user.id}`, { email });
    expect(changed.json()).toMatchObject({ email, emailVerified: false });
    const asked = await browser.send('POST', '/api/email-verification-requests');
    expect([asked.status, asked.problem.code]).toEqual([404, 'not_found']);
    expect(await api.database.query('SELECT FROM mailed_tokens')).toEqual([]);
  });

  it('cannot take the name or address of somebody else', async () => {
    const alice = await rawPerson(api);
    const bob = await rawPerson(api);
    const change = (body: object) => bob.browser.send('PATCH', `/api/users/${bob.user.id}`, body);
    expect((await change({ username: alice.user.username.toUpperCase() })).problem.code).toBe(
      'username_taken',
    );
    expect((await change({ email: alice.user.email.toUpperCase() })).problem.code).toBe(
      'email_taken',
    );
    expect((await bob.browser.send('GET', '/api/session')).json()).toMatchObject({
      user: bob.user,
    });
  });

  it.each([
    'javascript:alert(1)',
    'http://a.example/x.png',
    'data:image/png;base64,AA',
    '//a.example/x',
    'https://',
    'https:',
  ])('take no picture from %j [S-171]', async (avatarUrl) => {
    const { browser, user } = await rawPerson(api);
    const answer = await browser.send('PATCH', `/api/users/${user.id}`, { avatarUrl });
    expect([answer.status, answer.problem.fields]).toEqual([
      422,
      expect.objectContaining({ avatarUrl: expect.anything() }),
    ]);
  });

  it('take no picture whose address is endless', async () => {
    const { browser, user } = await rawPerson(api);
    const avatarUrl = (length: number) => `https://a.example/${'x'.repeat(length - 18)}`;
    const change = (length: number) =>
      browser.send('PATCH', `/api/users/${user.id}`, { avatarUrl: avatarUrl(length) });
    expect([(await change(2048)).status, (await change(2049)).status]).toEqual([200, 422]);
  });

  it('end with their sessions, messages and names, and leave one farewell [S-211] [S-158]', async () => {
    const { browser, user } = await rawPerson(api);
    const other = await rawLogIn(api, user.username);
    await browser.send('POST', '/api/messages', { content: 'soon gone' });
    expect((await browser.send('DELETE', `/api/users/${user.id}`)).status).toBe(204);
    for (const { cookie } of [other, browser]) {
      const { status } = await new RawBrowser(api).send('GET', '/api/account/sessions', undefined, {
        cookie,
      });
      expect(status).toBe(401);
    }
    expect((await browser.send('DELETE', '/api/session/flash')).json()).toMatchObject([
      { text: 'User Deleted!' },
    ]);
    const messages = await api.database.query('SELECT 1 FROM messages WHERE author_id = $1', [
      user.id,
    ]);
    expect([messages, await rowOf(user.id)]).toEqual([[], undefined]);
    await rawPerson(api, 'member', { username: user.username });
  });
});
