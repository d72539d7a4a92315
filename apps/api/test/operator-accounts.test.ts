import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { paths } from '@gatehouse/auth-core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api, type Person, startApi } from './api.ts';
import { Operator } from './operator.ts';

describe('the operator', () => {
  let api: Api;
  let operator: Operator;
  beforeAll(async () => {
    api = await startApi();
    operator = new Operator(api.databaseUrl);
  });
  afterAll(() => api.stop());

  const isLoggedIn = async ({ client }: Person) =>
    (await client.session.current({ background: true })).user !== null;
  const eventsOf = async ({ user }: Person, name: string) =>
    ((await operator.ask(`events --user ${user.username} --name ${name}`)) as unknown[]).map(
      (event) => (event as { details: unknown }).details,
    );

  it('makes accounts by the rules of registration, with a password that nobody sees [EXT-021]', async () => {
    const secret = 'a lantern nobody mentions';
    const types = [secret, secret];
    const made = await operator.run('user create grace grace@example.com --role admin', { types });
    expect(made).toMatchObject({ code: 0, out: expect.stringMatching(/^Role +admin$/m) });
    expect(made.out + made.err).not.toContain(secret);
    expect(made.err).toBe('Password: \nThe same again: \n');
    const { client } = api.visitor();
    const { user } = await client.session.logIn({ identifier: 'grace', password: secret });
    expect(user).toMatchObject({ username: 'grace', name: 'grace', role: 'admin' });
    const [{ id } = { id: '' }] = await api.database.query(
      `SELECT id FROM users WHERE username = 'grace'`,
    );
    expect(
      await api.database.query(
        'SELECT name, actor_id, details FROM security_events WHERE user_id = $1 ORDER BY id LIMIT 2',
        [id],
      ),
    ).toEqual([
      { name: 'user_created', actor_id: null, details: { by: 'command' } },
      {
        name: 'authz_change',
        actor_id: null,
        details: { from: 'member', to: 'admin', by: 'command' },
      },
    ]);

    const line = 'user create hopper hopper@example.com --password-stdin';
    const refusals = [
      [await operator.run('user create hopper hopper@example.com'), 2, /--password-stdin/],
      [await operator.run(line, { pipes: 'short\n' }), 1, /password: /],
      [await operator.run(line, { pipes: 'password12345678\n' }), 1, /Many people use|password: /],
      [
        await operator.run(line.replace('hopper ', 'GRACE '), { pipes: secret }),
        1,
        /not available/,
      ],
      [
        await operator.run('user create hopper hopper@example.com', { types: [secret, 'other'] }),
        1,
        /are not the same/,
      ],
    ] as const;
    const wrong = refusals.filter(
      ([{ code, err }, wanted, words]) => code !== wanted || !words.test(err),
    );
    expect(wrong).toEqual([]);
    expect((await operator.run('user show hopper')).code).toBe(1);
    const piped = await operator.ask(`${line} --verified --name Hopper`, { pipes: `${secret}\n` });
    expect(piped).toMatchObject({ name: 'Hopper', emailVerified: true, role: 'member' });
  });

  it('lets somebody choose a password, by a link that works once and that only its person uses [EXT-021] [PW-11]', async () => {
    const invited = (await operator.ask('user create lin lin@example.com --invite')) as {
      id: string;
      invitation: { url: string };
    };
    expect(new URL(invited.invitation.url).pathname).toBe(paths.resetPassword);
    const choose = async (url: string, chosen: string) => {
      const body = {
        token: new URL(url).hash.slice(1),
        password: chosen,
        passwordConfirmation: chosen,
      };
      return (await api.send('POST', '/api/password-resets', body)).status;
    };
    expect(await choose(invited.invitation.url, 'first words of her own')).toBe(204);
    const lin = api.visitor();
    await lin.client.session.logIn({ identifier: 'lin', password: 'first words of her own' });

    const printed = await operator.run('user password-reset lin');
    const [url = '', advice] = printed.out.split('\n');
    expect(advice).toBe(
      'Hand this link over to its person alone. It is good once, for 30 minutes.',
    );
    // Nothing has changed before it is used.
    expect((await lin.client.session.current()).user?.username).toBe('lin');
    expect([
      await choose(url, 'second words of her own'),
      await choose(url, 'words of a thief'),
    ]).toEqual([204, 410]);
    expect((await lin.client.session.current()).user).toBeNull();
    await lin.client.session.logIn({ identifier: 'lin', password: 'second words of her own' });

    expect(await operator.run('user suspend lin --reason away')).toMatchObject({ code: 0 });
    expect(await operator.run('user password-reset lin')).toEqual({
      code: 1,
      out: '',
      err: 'A suspended account gets no new password.\n',
    });
    for (const command of ['create', 'password-reset', 'show', 'role'])
      expect((await operator.run(`user ${command} --help`)).out).not.toMatch(/--password[ =<]/);
  });

  it('leaves the link to the mail, where there is mail, and to whoever serves', async () => {
    const ada = await api.register();
    const { username, email, id } = ada.user;
    const variables = { OUTBOX_DIR: join(tmpdir(), 'gatehouse-no-outbox') };
    const { code, out } = await operator.run(`user password-reset ${username}`, { variables });
    expect({ code, out }).toEqual({
      code: 0,
      out: `A link for a new password is on its way to ${email}. It is good once, for 30 minutes.\n`,
    });
    const waiting = await api.database.query('SELECT sent_at FROM mails WHERE content IS NOT NULL');
    expect(waiting).toEqual([{ sent_at: null }]);
    const tokens = await api.database.query(
      'SELECT purpose FROM mailed_tokens WHERE user_id = $1',
      [id],
    );
    expect(tokens).toEqual([{ purpose: 'password_reset' }]);
    const shown = await operator.ask(`user password-reset ${username} --print`, { variables });
    expect(shown).toMatchObject({ isMailed: false, url: expect.stringContaining('#') });
  });

  it('suspends somebody, whose sessions are over in every process at once, and lets them in again [EXT-021]', async () => {
    const ada = await api.register();
    const { username } = ada.user;
    expect(await operator.run(`user suspend ${username}`)).toMatchObject({ code: 2, out: '' });
    const suspended = await operator.ask(`user suspend ${username} --reason spam`);
    expect(suspended).toMatchObject({ username, suspensionReason: 'spam', sessions: 0 });

    expect(await isLoggedIn(ada)).toBe(false);
    await expect(api.logIn(ada)).rejects.toMatchObject({ code: 'invalid_credentials' });
    expect((await operator.run(`user show ${username}`)).out).toMatch(/^State +suspended$/m);

    expect((await operator.run(`user restore ${username}`)).code).toBe(0);
    await api.logIn(ada);
    expect((await operator.run(`user restore ${username}`)).err).toBe(
      `${username} is neither suspended nor closed.\n`,
    );
    expect(await eventsOf(ada, 'authz_admin')).toEqual([
      { action: 'suspended', by: 'command' },
      { action: 'suspension_ended', by: 'command' },
    ]);
  });

  it('closes an account when that is confirmed, opens it again, and keeps the last admin [EXT-021] [AZ-07]', async () => {
    const ada = await api.register();
    const { username, email, id } = ada.user;
    expect(await operator.run(`user delete ${username}`)).toMatchObject({ code: 2, out: '' });
    const declined = await operator.run(`user delete ${username}`, { types: ['no'] });
    expect(declined.err).toContain(`Close the account of ${username} (${email})? [y/N]`);
    expect(await isLoggedIn(ada)).toBe(true);

    const closed = (await operator.ask(`user delete ${username} --yes`)) as {
      deletionDueAt: string;
    };
    expect(new Date(closed.deletionDueAt).getTime()).toBeGreaterThan(Date.now());
    expect(await isLoggedIn(ada)).toBe(false);
    expect((await operator.run(`user show ${username}`)).out).toMatch(/^State +closing$/m);
    // Nobody is written to twice, and nothing is kept of what did not happen.
    const mails = 'SELECT count(*)::int AS count FROM mails';
    const before = await api.database.query(mails);
    expect(await operator.run(`user delete ${username} --yes`)).toMatchObject({
      code: 1,
      err: expect.stringContaining(`${username} is closed already, and deleted on`),
    });
    expect(await api.database.query(mails)).toEqual(before);
    expect(await operator.ask(`user restore ${username}`)).toMatchObject({ deletionDueAt: null });
    const again = await api.logIn(ada);

    const atOnce = { variables: { DELETION_GRACE: '0' } };
    expect(await operator.run(`user delete ${username} --yes`, atOnce)).toMatchObject({
      code: 0,
      out: `${username} is deleted.\n`,
    });
    expect(await isLoggedIn(again)).toBe(false);
    expect((await operator.run(`user show ${id}`)).code).toBe(1);

    const [admin, ...more] = (await operator.ask('user list --role admin')) as { id: string }[];
    expect(more).toEqual([]);
    for (const line of ['delete --yes', 'suspend --reason away', 'role']) {
      const [command = '', ...options] = line.split(' ');
      const words = [
        'user',
        command,
        admin?.id ?? '',
        ...(command === 'role' ? ['member'] : options),
      ];
      expect(await operator.run(words)).toEqual({
        code: 1,
        out: '',
        err: 'The last admin has to stay. Make somebody else an admin first.\n',
      });
    }
  });

  it('lists and ends the sessions of somebody, one or all [EXT-021]', async () => {
    const ada = await api.register();
    const others = [await api.logIn(ada), await api.logIn(ada)];
    const { username } = ada.user;
    const listed = (await operator.ask(`sessions list ${username}`)) as { id: string }[];
    expect(listed).toHaveLength(3);
    const { session } = await ada.client.session.current();
    expect(listed.map(({ id }) => id)).toContain(session?.id);

    await operator.ask(`sessions end ${username} --session ${session?.id}`);
    expect(await Promise.all([ada, ...others].map(isLoggedIn))).toEqual([false, true, true]);
    expect(await operator.run(`sessions end ${username} --session ${session?.id}`)).toMatchObject({
      code: 1,
      err: `There is no such session. Look with: gatehouse sessions list ${username}\n`,
    });

    expect(await operator.ask(`sessions end ${username}`)).toEqual({ endedSessions: 2 });
    expect(await Promise.all(others.map(isLoggedIn))).toEqual([false, false]);
    expect(await eventsOf(ada, 'session_ended')).toEqual([{ reason: 'revoked', by: 'command' }]);
    expect(await eventsOf(ada, 'authz_admin')).toEqual([
      { action: 'sessions_ended', count: 2, by: 'command' },
    ]);
  });

  it('ends the sessions of everybody when that is confirmed, and not before', async () => {
    const [ada, bob] = [await api.register(), await api.register()];
    for (const line of [
      'sessions end',
      `sessions end ${ada.user.username} --all`,
      'sessions end --all',
    ])
      expect(await operator.run(line)).toMatchObject({ code: 2, out: '' });
    const declined = await operator.run('sessions end --all', { types: ['n'] });
    expect(declined).toMatchObject({ code: 1, out: '' });
    expect(declined.err).toContain('Log out everybody? [y/N]');
    expect(await isLoggedIn(ada)).toBe(true);

    expect(await operator.run('sessions end --all', { types: ['yes'] })).toMatchObject({ code: 0 });
    expect([await isLoggedIn(ada), await isLoggedIn(bob)]).toEqual([false, false]);
  });

  it('reads the record by name, person and time, and goes on with it as it grows', async () => {
    const ada = await api.register();
    const { username } = ada.user;
    const names = async (filter: string) =>
      ((await operator.ask(`events --user ${username} ${filter}`)) as { name: string }[]).map(
        ({ name }) => name,
      );
    expect(await names('--since 5m')).toEqual(['user_created', 'session_created']);
    expect(await names('--limit 1')).toEqual(['session_created']);
    expect(await names('--since 2999-01-01')).toEqual([]);
    for (const filter of ['--name nothing', '--since yesterday', '--limit none'])
      expect(await operator.run(`events ${filter}`)).toMatchObject({ code: 2, out: '' });

    const enough = new AbortController();
    const following = operator.run(`events --user ${username} --follow --json`, {
      until: enough.signal,
    });
    await ada.client.session.logOut();
    enough.abort();
    const { out } = await following;
    const told = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).name);
    expect(told).toEqual(['user_created', 'session_created', 'session_logout']);
  });
});
