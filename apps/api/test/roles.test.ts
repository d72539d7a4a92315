import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api, startApi } from './api.ts';
import { makeStale, RawBrowser, type RawPerson, rawPerson } from './raw-browser.ts';

describe('roles', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.stop());

  const changeRole = ({ browser }: RawPerson, { user }: RawPerson, role: unknown) =>
    browser.send('PUT', `/api/users/${user.id}/role`, { role });

  async function admins(): Promise<string[]> {
    const found = await api.database.query(`SELECT id FROM users WHERE role = 'admin'`);
    return found.map(({ id }: { id: string }) => id);
  }

  /** Nobody is an admin but these two. */
  async function twoAdmins(): Promise<[RawPerson, RawPerson]> {
    await api.database.query(`UPDATE users SET role = 'member'`);
    return [await rawPerson(api, 'admin'), await rawPerson(api, 'admin')];
  }

  it('change by an admin only, and never one’s own [S-132] [S-134] [S-136] [AZ-07]', async () => {
    const admin = await rawPerson(api, 'admin');
    const alice = await rawPerson(api);
    const bob = await rawPerson(api);
    expect(
      (await changeRole({ ...alice, browser: new RawBrowser(api) }, bob, 'admin')).status,
    ).toBe(401);
    for (const other of [alice, bob])
      expect((await changeRole(alice, other, 'admin')).problem).toMatchObject({
        status: 403,
        code: 'forbidden',
      });
    expect((await changeRole(admin, admin, 'member')).status).toBe(403);
    const changed = await changeRole(admin, alice, 'admin');
    expect([changed.status, changed.json()]).toEqual([200, { ...alice.user, role: 'admin' }]);
    expect((await admin.browser.send('DELETE', '/api/session/flash')).json()).toContainEqual(
      expect.objectContaining({
        code: 'role_changed',
        text: `${alice.user.username} is now admin.`,
      }),
    );
  });

  it('count from the next request on, without a new log-in, upwards and downwards [S-132] [AZ-06] [EXT-030]', async () => {
    const admin = await rawPerson(api, 'admin');
    const alice = await rawPerson(api);
    const bob = await rawPerson(api);
    const tries = async () => (await changeRole(alice, bob, 'member')).status;
    expect(await tries()).toBe(403);
    await changeRole(admin, alice, 'admin');
    expect((await alice.browser.send('GET', '/api/session')).json()).toMatchObject({
      user: { role: 'admin' },
    });
    expect(await tries()).toBe(200);
    await changeRole(admin, alice, 'member');
    expect(await tries()).toBe(403);
  });

  it('count in another process as well [AZ-06]', async () => {
    const other = await startApi({
      databaseUrl: api.databaseUrl,
      variables: { SECRET_KEYS: api.env.secretKeys.join(',') },
    });
    try {
      const admin = await rawPerson(api, 'admin');
      const alice = await rawPerson(api);
      const elsewhere = () =>
        new RawBrowser(other).send('GET', '/api/session', undefined, {
          cookie: alice.browser.cookie,
        });
      expect((await elsewhere()).json()).toMatchObject({ user: { role: 'member' } });
      await changeRole(admin, alice, 'admin');
      expect((await elsewhere()).json()).toMatchObject({ user: { role: 'admin' } });
    } finally {
      await other.stop();
    }
  });

  it('come with a new secret for whoever has been raised [SE-02]', async () => {
    const admin = await rawPerson(api, 'admin');
    const alice = await rawPerson(api);
    const before = alice.browser.cookie;
    await changeRole(admin, alice, 'admin');
    await alice.browser.send('GET', '/api/session');
    expect(alice.browser.cookie).not.toBe(before);
  });

  it.each(['owner', 'ADMIN', '', null, 1, ['admin'], { role: 'admin' }])(
    'know no %j',
    async (role) => {
      const admin = await rawPerson(api, 'admin');
      const alice = await rawPerson(api);
      const answer = await changeRole(admin, alice, role);
      expect([answer.status, answer.problem.fields]).toEqual([
        422,
        { role: ['Choose one of: member, admin'] },
      ]);
    },
  );

  it('are not asked for at registration or in a profile [S-133]', async () => {
    const { browser, user } = await rawPerson(api);
    const answer = await browser.send('PATCH', `/api/users/${user.id}`, { role: 'admin' });
    expect(answer.problem.fields).toEqual({ role: ['There is no such field.'] });
    expect((await browser.send('GET', '/api/session')).json()).toMatchObject({
      user: { role: 'member' },
    });
  });

  it('ask an admin for a fresh proof [AZ-09]', async () => {
    const admin = await rawPerson(api, 'admin');
    const alice = await rawPerson(api);
    await makeStale(api, admin.user);
    expect((await changeRole(admin, alice, 'admin')).problem.code).toBe(
      'reauthentication_required',
    );
    expect(await admins()).not.toContain(alice.user.id);
  });

  it('leave one admin when two demote each other at once [AZ-07] [LG-10]', async () => {
    for (let round = 0; round < 5; round++) {
      const [one, other] = await twoAdmins();
      const answers = await Promise.all([
        changeRole(one, other, 'member'),
        changeRole(other, one, 'member'),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 403]);
      expect(await admins()).toHaveLength(1);
    }
  });

  it('leave one admin when two delete each other, or themselves, at once [AZ-07] [LG-10]', async () => {
    const remove = (one: RawPerson, other: RawPerson) =>
      one.browser.send('DELETE', `/api/users/${other.user.id}`);
    const [one, other] = await twoAdmins();
    const crossed = await Promise.all([remove(one, other), remove(other, one)]);
    expect(crossed.filter(({ status }) => status === 204)).toHaveLength(1);
    expect(await admins()).toHaveLength(1);

    const [third, fourth] = await twoAdmins();
    const own = await Promise.all([remove(third, third), remove(fourth, fourth)]);
    expect(own.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect(await admins()).toHaveLength(1);
  });
});
