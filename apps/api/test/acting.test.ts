import type { Flash, Problem, SessionSummary, SessionView } from '@gatehouse/auth-core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Pruner } from '../src/pruning/pruner.ts';
import { type Api, type Person, startApi } from './api.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { setCookiesOf, WireBrowser } from './wire-browser.ts';

const reason = 'Their cart does not open, ticket 12';
const MINUTE = 60_000;

/** An admin in a browser of theirs, and somebody to act for. */
interface Cast {
  readonly admin: Person;
  readonly browser: WireBrowser;
  readonly ada: Person;
}

describe('an admin who acts for somebody', () => {
  const SECRET_KEYS = 'Zb3x0kq7Yw1tGhJ9LmVn5RcPd2Fs8AeU4iOo6TzQ';
  let database: TestDatabase;
  let here: Api;
  let there: Api;
  let root: Person;
  beforeAll(async () => {
    database = await createTestDatabase();
    const options = {
      databaseUrl: database.url,
      variables: { SECRET_KEYS, SESSIONS_PER_USER: '3' },
    };
    [here, there] = [await startApi(options), await startApi(options)];
    root = await here.registerAs('admin');
  });
  afterAll(async () => {
    await here.stop();
    await there.stop();
    await database.drop();
  });

  async function cast(remember = false): Promise<Cast> {
    const [admin, ada] = await Promise.all([here.registerAs('admin'), here.register()]);
    const browser = new WireBrowser(here);
    await browser.logIn(admin, remember);
    await browser.send('DELETE', '/api/session/flash');
    return { admin, ada, browser };
  }

  const begin = (browser: WireBrowser, { id }: { id: string }, why: unknown = reason) =>
    browser.send('POST', `/api/admin/users/${id}/impersonation`, { reason: why });
  const stop = (browser: WireBrowser) => browser.send('DELETE', '/api/session/impersonation');

  async function acting(remember?: boolean): Promise<Cast> {
    const people = await cast(remember);
    expect((await begin(people.browser, people.ada.user)).status).toBe(200);
    return people;
  }

  const jsonOf = <Body>(answer: Response): Promise<Body> => answer.json() as Promise<Body>;
  const inBoth = (browser: WireBrowser) =>
    Promise.all([browser.copy().whoAmI(), browser.copy({ server: there }).whoAmI()]);
  const query = <Row>(sql: string, ...values: unknown[]): Promise<Row[]> =>
    here.database.query(sql, values);

  it('is that person under a new token, for half an hour, never fresh and never remembered [ASK-047] [SE-03] [SE-08]', async () => {
    const { admin, ada, browser } = await cast(true);
    const own = browser.copy();
    await inBoth(own);

    const answer = await begin(browser, ada.user);

    const { user, session, flash } = (await answer.json()) as SessionView;
    expect([user?.id, flash]).toEqual([ada.user.id, 0]);
    expect(session).toMatchObject({
      actor: { id: admin.user.id, username: admin.user.username },
      freshUntil: null,
      remembered: false,
    });
    const life = Date.parse(session?.expiresAt ?? '') - Date.parse(session?.createdAt ?? '');
    expect(life).toBe(30 * MINUTE);
    expect(setCookiesOf(answer).map(({ attributes }) => attributes['max-age'])).toEqual([
      undefined,
    ]);
    expect(browser.token).not.toBe(own.token);
    expect(await inBoth(own)).toEqual([null, null]);
    expect(await inBoth(browser)).toEqual([ada.user.username, ada.user.username]);
    expect((await browser.view()).session).toEqual(session);
  });

  it('comes back to a session of their own, under a new token and not fresh [ASK-047] [SE-03]', async () => {
    const { admin, browser } = await acting(true);
    const asAda = browser.copy();
    await inBoth(asAda);

    const answer = await stop(browser);

    const { user, session } = (await answer.json()) as SessionView;
    expect(user?.id).toBe(admin.user.id);
    expect(session).toMatchObject({ actor: null, freshUntil: null, remembered: true });
    const kept = setCookiesOf(answer).find(({ name }) => name === 'sid');
    expect(Number(kept?.attributes['max-age'])).toBeGreaterThan(29 * 24 * 3600);
    expect(await inBoth(asAda)).toEqual([null, null]);
    expect(await inBoth(browser)).toEqual([admin.user.username, admin.user.username]);
    expect(await browser.read<Flash[]>('DELETE', '/api/session/flash')).toMatchObject([
      { code: 'acting_ended' },
    ]);
    const refused = await begin(browser, root.user);
    expect(await refused.json()).toMatchObject({ code: 'reauthentication_required' });
    expect((await (await stop(browser)).json()) as SessionView).toMatchObject({ user });
    expect(await (await stop(new WireBrowser(here))).json()).toMatchObject({ user: null });
  });

  it('leaves no device behind when its time is over', async () => {
    const { admin } = await acting(true);
    const left = () =>
      query(`SELECT FROM sessions WHERE user_id = $1 AND secret_mac = ''`, admin.user.id);
    await here.app.get(Pruner).run();
    expect(await left()).toHaveLength(1);
    await query(
      `UPDATE sessions SET expires_at = now() - interval '1 s' WHERE actor_id = $1`,
      admin.user.id,
    );
    await here.app.get(Pruner).run();
    await here.app.get(Pruner).run();
    expect(await left()).toEqual([]);
  });

  it('is refused for whom nobody may act, and without a reason [ASK-047] [AZ-02]', async () => {
    const { admin, ada, browser } = await cast();
    const suspended = await here.register();
    await query('UPDATE users SET suspended_at = now() WHERE id = $1', suspended.user.id);
    const demanded = await here.register();
    await query('UPDATE users SET password_demanded_at = now() WHERE id = $1', demanded.user.id);
    const member = new WireBrowser(here);
    await member.logIn(ada);
    const codeOf = async (answer: Promise<Response>) => (await jsonOf<Problem>(await answer)).code;
    const nobody = { id: '00000000-0000-4000-8000-000000000000' };
    expect([
      await codeOf(begin(browser, root.user)),
      await codeOf(begin(browser, admin.user)),
      await codeOf(begin(browser, suspended.user)),
      await codeOf(begin(browser, demanded.user)),
      await codeOf(begin(browser, nobody)),
      await codeOf(begin(browser, ada.user, ' ')),
      await codeOf(begin(browser, ada.user, 'x'.repeat(201))),
      await codeOf(begin(member, suspended.user)),
      await codeOf(begin(new WireBrowser(here), ada.user)),
    ]).toEqual([
      'forbidden',
      'forbidden',
      'conflict',
      'conflict',
      'not_found',
      'validation_failed',
      'validation_failed',
      'forbidden',
      'unauthenticated',
    ]);
    expect(await browser.whoAmI()).toBe(admin.user.username);
    await begin(browser, ada.user);
    expect(await codeOf(begin(browser, suspended.user))).toBe('forbidden');
  });

  it('is over in every process with whatever ends it [ASK-047] [SE-10] [SE-12] [SE-13] [AZ-06]', async () => {
    const causes: Record<string, (people: Cast) => Promise<unknown>> = {
      'a log-out': async ({ admin, browser }) => {
        await browser.copy().logOut();
        const waiting = `SELECT 1 FROM sessions WHERE user_id = $1 AND secret_mac = ''`;
        expect(await query(waiting, admin.user.id)).toEqual([]);
      },
      'a role taken away': ({ admin }) => root.client.users.changeRole(admin.user.id, 'member'),
      'a role given to the person': ({ ada }) => root.client.users.changeRole(ada.user.id, 'admin'),
      'the admin deleted': ({ admin }) => root.client.users.delete(admin.user.id),
      'the admin suspended by hand': ({ admin }) =>
        query('UPDATE users SET suspended_at = now() WHERE id = $1', admin.user.id),
      'a new password of the admin': ({ admin }) =>
        admin.client.account.changePassword({
          currentPassword: admin.password,
          password: 'twelve other umbrellas',
          passwordConfirmation: 'twelve other umbrellas',
        }),
      'the admin logged out everywhere else': ({ admin }) =>
        admin.client.account.endOtherSessions(),
      'another act of the same admin': async ({ admin, ada }) => {
        const other = new WireBrowser(here);
        await other.logIn(admin);
        await begin(other, ada.user);
      },
      'the account about to be deleted': ({ ada }) =>
        query('UPDATE users SET deletion_due_at = now() WHERE id = $1', ada.user.id),
      'the person suspended': ({ ada }) =>
        query('UPDATE users SET suspended_at = now() WHERE id = $1', ada.user.id),
      'the person deleted': ({ ada }) => ada.client.users.delete(ada.user.id),
      'the person logged out everywhere else': ({ ada }) => ada.client.account.endOtherSessions(),
    };
    const alive: string[] = [];
    for (const [cause, end] of Object.entries(causes)) {
      const people = await acting();
      const before = await inBoth(people.browser);
      await end(people);
      const after = await inBoth(people.browser);
      const { user } = (await (await stop(people.browser)).json()) as SessionView;
      if (before.includes(null) || `${after}` !== ',' || user) alive.push(`${cause}: ${after}`);
    }
    expect(alive).toEqual([]);
    const rows = `SELECT 1 FROM sessions WHERE own_key IS NOT NULL AND NOT EXISTS (
      SELECT FROM sessions own WHERE own.key = sessions.own_key)`;
    expect(await query(rows)).toEqual([]);
  });

  it('leaves nothing that could be taken for a log-in of the person [ASK-047]', async () => {
    const { ada, browser } = await cast();
    const facts = () =>
      query(
        `SELECT (SELECT count(*)::int FROM security_events WHERE user_id = $1 AND name = 'session_created') AS log_ins,
                (SELECT count(*)::int FROM known_browsers WHERE user_id = $1) AS browsers,
                (SELECT last_log_in_at FROM users WHERE id = $1) AS last`,
        ada.user.id,
      );
    const before = await facts();
    await begin(browser, ada.user);
    expect(await facts()).toEqual(before);
    expect(browser.cookieNames.filter((name) => name === 'known')).toHaveLength(1);

    for (let time = 0; time < 2; time++) await here.logIn(ada);
    expect(await browser.whoAmI()).toBe(ada.user.username);
    const own = await here.logIn(ada);
    expect(await own.client.account.sessions()).toHaveLength(4);
  });

  it('is shown to the person: in the list of devices, and at the next log-in [ASK-047]', async () => {
    const { admin, ada, browser } = await acting();
    const actor = { id: admin.user.id, username: admin.user.username };
    const listed = await ada.client.account.sessions();
    expect(listed.map((session) => session.actor)).toEqual([null, actor]);
    await ada.client.account.endSession((listed[1] as SessionSummary).id);
    expect(await inBoth(browser)).toEqual([null, null]);

    const next = await here.logIn(ada);
    const told = (await next.client.request<Flash[]>('DELETE', '/api/session/flash')).map(
      ({ code, params }) => [code, params],
    );
    expect(told).toContainEqual(['acted_for', { admin: admin.user.username }]);
  });

  it('stands in every event and every line with both ids [ASK-047] [AZ-10] [LG-02]', async () => {
    const { admin, ada, browser } = await acting();
    const { sessionId } = browser;
    const written = await browser.read<{ id: string }>('POST', '/api/messages', { content: 'Hi' });
    await browser.send('DELETE', `/api/messages/${written.id}`);
    await browser.send('PATCH', `/api/users/${ada.user.id}`, { name: 'Ada' });
    const refused = await browser.send('DELETE', `/api/users/${ada.user.id}`);
    expect(refused.status).toBe(403);
    await stop(browser);

    const kept = await query<Record<string, unknown>>(
      `SELECT name, user_id, actor_id, details FROM security_events WHERE session_id = $1 ORDER BY id`,
      sessionId,
    );
    const both = { user_id: ada.user.id, actor_id: admin.user.id };
    const acted = (method: string, route: string, record?: string) => ({
      name: 'authz_admin',
      ...both,
      details: { action: 'acted', method, route, ...(record && { record }) },
    });
    expect(kept).toEqual([
      { name: 'acting_started', ...both, details: { reason } },
      acted('POST', '/api/messages'),
      acted('DELETE', '/api/messages/:id', written.id),
      acted('PATCH', '/api/users/:id', ada.user.id),
      { name: 'acting_ended', ...both, details: {} },
    ]);
    const lines = here.log
      .map((line) => JSON.parse(line))
      .filter((line) => line.sessionId === sessionId);
    const ids = { userId: ada.user.id, actorId: admin.user.id };
    expect(
      lines.filter(({ userId, actorId }) => `${userId}${actorId}` !== Object.values(ids).join('')),
    ).toEqual([]);
    expect(lines.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['authz_fail', 'authz_admin']),
    );
  });

  it('learns nothing about the password, right or wrong, and uses no try up [ASK-047]', async () => {
    const { ada, browser } = await acting();
    const told: unknown[] = [];
    for (const word of [ada.password, 'eleven wrong umbrellas']) {
      const answers = [
        await browser.send('POST', '/api/session/confirmation', { password: word }),
        await browser.send('PUT', '/api/account/password', {
          currentPassword: word,
          password: 'twelve other umbrellas',
          passwordConfirmation: 'twelve other umbrellas',
        }),
        await browser.send('POST', '/api/session', {
          identifier: ada.user.username,
          password: word,
        }),
        await browser.send('PATCH', `/api/users/${ada.user.id}`, { username: 'taken.over' }),
        await browser.send('PATCH', `/api/users/${ada.user.id}`, { email: 'mine@example.com' }),
      ];
      for (const answer of answers) told.push((await jsonOf<Problem>(answer)).code);
    }
    expect(new Set(told)).toEqual(new Set(['forbidden']));
    expect(
      await query('SELECT 1 FROM password_failures WHERE key = $1', `user:${ada.user.id}`),
    ).toEqual([]);
    expect(await browser.whoAmI()).toBe(ada.user.username);
  });

  it('acts no longer than their own session would have lasted [SE-08] [SE-09]', async () => {
    const { ada, browser } = await cast();
    await query(
      `UPDATE sessions SET expires_at = now() + interval '5 minutes' WHERE id = $1`,
      browser.sessionId,
    );
    await begin(browser, ada.user);
    const { session } = await browser.view();
    expect(Date.parse(session?.expiresAt ?? '') - Date.now()).toBeLessThan(5.1 * MINUTE);
  });

  it('is told, and not the person, when the cookie was copied [SE-18]', async () => {
    const { admin, ada, browser } = await acting();
    const copy = browser.copy();
    await query(`UPDATE sessions SET rotated_at = 'epoch' WHERE id = $1`, browser.sessionId);
    await browser.whoAmI();
    await browser.whoAmI();
    await query(
      `UPDATE sessions SET previous_until = now() - interval '1 s' WHERE id = $1`,
      browser.sessionId,
    );
    expect(await copy.whoAmI()).toBeNull();
    const told = await query<{ user_id: string }>(
      `SELECT user_id FROM account_notices WHERE code = 'session_stolen' AND user_id = ANY ($1)`,
      [admin.user.id, ada.user.id],
    );
    expect(told).toEqual([{ user_id: admin.user.id }]);
  });

  it('comes back once when two ask at once, and begins once [LG-10]', async () => {
    const { admin, ada, browser } = await cast();
    const begun = await Promise.all([1, 2, 3].map(() => begin(browser.copy(), ada.user)));
    expect(begun.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
    const winner = new WireBrowser(here);
    winner.plant(
      'sid',
      begun.flatMap(setCookiesOf).find(({ name }) => name === 'sid')?.value ?? '',
    );
    const stopped = await Promise.all([1, 2, 3].map(() => stop(winner.copy())));
    const views = await Promise.all(stopped.map(jsonOf<SessionView>));
    expect(views.flatMap(({ user }) => user?.username ?? [])).toEqual([admin.user.username]);
    expect(stopped.flatMap(setCookiesOf).filter(({ name }) => name === 'sid')).toHaveLength(1);
  });
});
