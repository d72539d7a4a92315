import { adminOf } from '@gatehouse/client-sdk/admin';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MailedTokens } from '../src/recovery/mailed-tokens.ts';
import { suspend } from '../src/users/suspension.ts';
import { type Api, type Person, startApi } from './api.ts';
import { WireBrowser } from './wire-browser.ts';

const reason = 'Sends advertisements';

describe('a suspension', () => {
  let api: Api;
  let other: Api;
  let admin: Person;
  beforeAll(async () => {
    api = await startApi();
    other = await startApi({
      databaseUrl: api.databaseUrl,
      variables: { SECRET_KEYS: api.env.secretKeys.join(',') },
    });
    admin = await api.registerAs('admin');
  });
  afterAll(async () => {
    await other.stop();
    await api.stop();
  });

  const users = () => adminOf(admin.client).users;
  const codeOf = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      ({ code }: { code: string }) => code,
    );
  const eventsOf = ({ user }: Person): Promise<{ actor: string; details: unknown }[]> =>
    api.database.query(
      `SELECT actor_id AS actor, details FROM security_events WHERE user_id = $1 AND name = 'authz_admin' ORDER BY id`,
      [user.id],
    );

  it('ends every session in every process before it is answered, bars the log-in, and ends again [EXT-020] [AZ-06] [UX-AD-09]', async () => {
    const ada = await api.register();
    const elsewhere = new WireBrowser(other);
    await elsewhere.logIn(ada);
    const suspended = await users().suspend(ada.user.id, { reason });

    expect((await elsewhere.view()).user).toBeNull();
    expect((await ada.client.session.current()).user).toBeNull();
    expect(suspended).toMatchObject({ suspensionReason: reason, sessions: 0 });
    expect(Date.parse(suspended.suspendedAt ?? '')).toBeGreaterThan(0);
    expect(await codeOf(api.logIn(ada))).toBe('invalid_credentials');

    const again = await users().suspend(ada.user.id, { reason: 'Twice' });
    expect(again).toMatchObject({ suspensionReason: 'Twice', suspendedAt: suspended.suspendedAt });

    const free = await users().endSuspension(ada.user.id);
    expect(free).toMatchObject({ suspensionReason: null, suspendedAt: null, sessions: 0 });
    expect((await elsewhere.view()).user).toBeNull();
    expect(await codeOf(api.logIn(ada))).toBe('done');
    expect(await users().endSuspension(ada.user.id)).toMatchObject({ suspendedAt: null });

    expect(await eventsOf(ada)).toEqual(
      ['suspended', 'suspended', 'suspension_ended'].map((action) => ({
        actor: admin.user.id,
        details: { action },
      })),
    );
    expect(await admin.client.flash.take()).toMatchObject(
      expect.arrayContaining(
        [
          { text: `${ada.user.username} is suspended, and logged out everywhere.` },
          { text: `${ada.user.username} can log in again.` },
        ].map((message) => expect.objectContaining(message)),
      ),
    );
  });

  it('ends the links that were mailed before it [EXT-020]', async () => {
    const ada = await api.register();
    const tokens = api.app.get(MailedTokens);
    const { id: userId, email } = ada.user;
    const token = await tokens.issue(api.database.manager, {
      purpose: 'password_reset',
      userId,
      email,
    });
    await users().suspend(userId, { reason });
    expect(await codeOf(tokens.read('password_reset', token))).toBe('invalid_token');
  });

  it('is not for oneself, for nobody, without a reason, or by members, who are told so and logged [AZ-03] [AZ-10] [EXT-025]', async () => {
    const ada = await api.register();
    const absent = '00000000-0000-4000-8000-000000000000';
    const since = api.log.length;
    expect([
      await codeOf(users().suspend(admin.user.id, { reason })),
      await codeOf(users().endSuspension(admin.user.id)),
      await codeOf(users().endSessions(admin.user.id)),
      await codeOf(users().suspend(absent, { reason })),
      await codeOf(users().endSessions(absent)),
      await codeOf(users().suspend(ada.user.id, { reason: ' ' })),
      await codeOf(adminOf(ada.client).users.suspend(admin.user.id, { reason })),
      await codeOf(adminOf(api.visitor().client).users.suspend(admin.user.id, { reason })),
    ]).toEqual([
      ...['forbidden', 'forbidden', 'forbidden', 'not_found', 'not_found', 'validation_failed'],
      ...['forbidden', 'unauthenticated'],
    ]);
    const lines = api.log
      .slice(since)
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter(({ event }) => event === 'authz_fail');
    expect(lines).toHaveLength(5);
    expect(lines[3]).toMatchObject({ userId: ada.user.id });
    expect(await eventsOf(ada)).toEqual([]);
  });

  it('is apart from the end of all sessions, after which the person logs in again [UX-AD-09] [AZ-06]', async () => {
    const ada = await api.register();
    const elsewhere = new WireBrowser(other);
    await elsewhere.logIn(ada);
    const shown = await users().sessions(ada.user.id);
    expect(shown.map(({ current }) => current)).toEqual([false, false]);

    expect(await users().endSessions(ada.user.id)).toEqual({ endedSessions: 2 });
    expect((await elsewhere.view()).user).toBeNull();
    expect((await ada.client.session.current()).user).toBeNull();
    expect(await users().sessions(ada.user.id)).toEqual([]);
    expect(await codeOf(api.logIn(ada))).toBe('done');
    expect(await eventsOf(ada)).toEqual([
      { actor: admin.user.id, details: { action: 'sessions_ended', count: 2 } },
    ]);
    const { items } = await users().events(ada.user.id);
    expect(items.map(({ code }) => code)).toEqual([
      'session_created',
      'authz_admin',
      'session_created',
      'session_created',
      'user_created',
    ]);
    expect(items[1]?.actor).toEqual({ kind: 'admin', username: admin.user.username });
  });

  it('leaves one admin, whatever two do to each other at once in two processes [AZ-07] [LG-10]', async () => {
    type Act = (actor: Person, subject: string) => Promise<unknown>;
    const acts: Record<string, Act> = {
      suspend: ({ client }, id) => adminOf(client).users.suspend(id, { reason }),
      demote: ({ client }, id) => client.users.changeRole(id, 'member'),
      delete: ({ client }, id) => client.users.delete(id),
    };
    const faults: unknown[] = [];
    for (const [one, first] of Object.entries(acts))
      for (const [two, second] of Object.entries(acts)) {
        await api.database.query(`UPDATE users SET role = 'member'`);
        const [ada, ben] = [await api.registerAs('admin'), await other.registerAs('admin')];
        const ends = await Promise.all([
          codeOf(first(ada, ben.user.id)),
          codeOf(second(ben, ada.user.id)),
        ]);
        const left = await api.database.query(
          `SELECT id FROM users WHERE role = 'admin' AND suspended_at IS NULL AND deletion_due_at IS NULL`,
        );
        const done = ends.filter((end) => end === 'done').length;
        if (left.length !== 1 || done !== 1) faults.push({ one, two, ends, left });
      }
    expect(faults).toEqual([]);
    await api.database.query(`UPDATE users SET role = 'admin' WHERE id = $1`, [admin.user.id]);
  });

  it('leaves the last admin alone, also when the operator asks', async () => {
    await api.database.query(`UPDATE users SET role = 'member' WHERE id <> $1`, [admin.user.id]);
    const id = admin.user.id;
    expect(
      await codeOf(
        api.database.transaction((manager) => suspend(manager, { id, actor: null, reason })),
      ),
    ).toBe('conflict');
  });
});
