import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Api, type Person, startApi } from './api.ts';
import { keepWaiting } from './guesser.ts';
import { WireBrowser } from './wire-browser.ts';

describe('what needs the password again', () => {
  let api: Api;
  let ada: Person;
  let browser: WireBrowser;
  beforeAll(async () => {
    api = await startApi();
  });
  beforeEach(async () => {
    ada = await api.registerAs('admin');
    browser = new WireBrowser(api);
    await browser.logIn(ada);
  });
  afterAll(() => api.stop());

  const makeStale = () =>
    api.database.query(`UPDATE sessions SET fresh_until = now() - interval '1 ms' WHERE id = $1`, [
      browser.sessionId,
    ]);
  const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;

  const sensitive: { what: string; ask: (other: Person) => Promise<Response> }[] = [
    {
      what: 'a new address',
      ask: () =>
        browser.send('PATCH', `/api/users/${ada.user.id}`, {
          email: `${crypto.randomUUID()}@example.com`,
        }),
    },
    {
      what: 'a new username',
      ask: () =>
        browser.send('PATCH', `/api/users/${ada.user.id}`, {
          username: `renamed.${ada.user.username}`,
        }),
    },
    {
      what: 'another role for somebody',
      ask: ({ user }) => browser.send('PUT', `/api/users/${user.id}/role`, { role: 'admin' }),
    },
    {
      what: 'ending all other sessions',
      ask: () => browser.send('DELETE', '/api/account/sessions'),
    },
    {
      what: 'deleting somebody’s account',
      ask: ({ user }) => browser.send('DELETE', `/api/users/${user.id}`),
    },
  ];

  it.each(sensitive)(
    'is refused for $what when it was long ago, and runs after the confirmation [FL-109] [FL-110] [FL-119] [SE-16] [S-198]',
    async ({ ask }) => {
      const other = await api.register();
      await makeStale();

      const refused = await ask(other);
      expect([refused.status, await codeOf(refused)]).toEqual([403, 'reauthentication_required']);

      await browser.send('POST', '/api/session/confirmation', { password: ada.password });
      expect((await ask(other)).ok).toBe(true);
    },
  );

  it.each(sensitive)(
    'is refused as a matter of log-in for $what by a visitor [FL-109] [FL-110]',
    async ({ ask }) => {
      const other = await api.register();
      browser = new WireBrowser(api);

      const refused = await ask(other);

      expect([refused.status, await codeOf(refused)]).toEqual([401, 'unauthenticated']);
    },
  );

  it('is not a picture or a displayed name, and nothing that only reads [FL-119] [FL-098]', async () => {
    await makeStale();

    const answers = [
      await browser.send('PATCH', `/api/users/${ada.user.id}`, { name: 'Ada' }),
      await browser.send('PATCH', `/api/users/${ada.user.id}`, {
        avatarUrl: 'https://example.com/a.png',
      }),
      await browser.send('GET', '/api/users'),
      await browser.send('GET', '/api/account/sessions'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  });

  it('asks for the current password at a password change, fresh or not [FL-119]', async () => {
    const next = 'a lighthouse made of paper';
    const body = {
      currentPassword: 'not the current one',
      password: next,
      passwordConfirmation: next,
    };

    const refused = await browser.send('PUT', '/api/account/password', body);

    expect([refused.status, await codeOf(refused)]).toEqual([401, 'invalid_credentials']);
  });

  it('is open for ten minutes after a log-in [EXT-006] [FL-118] [FL-120] [SE-16]', async () => {
    const { session } = await browser.view();

    const span = Date.parse(session?.freshUntil ?? '') - Date.parse(session?.createdAt ?? '');
    expect(span).toBe(600_000);
    await makeStale();
    expect((await browser.view()).session?.freshUntil).toBeNull();
  });

  it('is open for ten minutes after a confirmation, in a session that is otherwise the same [FL-115] [FL-118] [EXT-011]', async () => {
    const before = (await browser.view()).session;
    await makeStale();

    const response = await browser.send('POST', '/api/session/confirmation', {
      password: ada.password,
    });

    const { session, user } = (await response.json()) as Awaited<ReturnType<typeof browser.view>>;
    expect(user?.id).toBe(ada.user.id);
    expect(session?.id).not.toBe(before?.id);
    expect(session).toMatchObject({
      createdAt: before?.createdAt,
      expiresAt: before?.expiresAt,
      remembered: before?.remembered,
    });
    const remaining = Date.parse(session?.freshUntil ?? '') - Date.now();
    expect(remaining).toBeGreaterThan(590_000);
    expect(remaining).toBeLessThanOrEqual(600_000);
  });

  it('keeps what the session holds over a confirmation [FL-115] [SE-17]', async () => {
    await browser.send('PUT', '/api/counter');
    await browser.send('POST', '/api/counter');

    await browser.send('POST', '/api/session/confirmation', { password: ada.password });

    expect(await browser.read('GET', '/api/counter')).toEqual({ count: 1 });
  });

  it('is proved by the password alone, and only by somebody who is logged in [FL-117]', async () => {
    await makeStale();
    const { token } = browser;
    const path = '/api/session/confirmation';

    const refused = await browser.send('POST', path, { password: 'a guess' });
    expect([refused.status, await codeOf(refused)]).toEqual([401, 'invalid_credentials']);
    expect((await browser.send('POST', path, {})).status).toBe(422);
    expect(
      (await browser.send('POST', path, { password: (await api.register()).password, user: 'x' }))
        .status,
    ).toBe(422);
    expect((await api.send('POST', path, { password: ada.password })).status).toBe(401);

    expect(browser.token).toBe(token);
    expect(await browser.view()).toMatchObject({
      user: { id: ada.user.id },
      session: { freshUntil: null },
    });
  });

  it('cannot be guessed without end [FL-117]', async () => {
    const bob = await api.register();
    const own = new WireBrowser(api);
    await own.logIn(bob);
    const statuses: number[] = [];
    for (let time = 0; time < 7; time++) {
      statuses.push(
        (await own.send('POST', '/api/session/confirmation', { password: `guess ${time}` })).status,
      );
      await keepWaiting(api);
    }

    expect(statuses).toEqual([...Array(5).fill(401), 429, 429]);
    const right = await own.send('POST', '/api/session/confirmation', { password: bob.password });
    expect(right.status).toBe(429);
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});
