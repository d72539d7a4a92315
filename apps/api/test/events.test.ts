import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Api, type Person, startApi } from './api.ts';
import { eventsOf, type KeptEvent, toldEvents } from './security-log.ts';
import { WireBrowser } from './wire-browser.ts';

const wrong = 'eleven wrong umbrellas';

describe('what happens to sessions', () => {
  let api: Api;
  let ada: Person;
  let browser: WireBrowser;
  beforeAll(async () => {
    api = await startApi({ variables: { SESSIONS_PER_USER: '3' } });
  });
  beforeEach(async () => {
    ada = await api.register();
    browser = new WireBrowser(api, { 'user-agent': firefox });
    await browser.logIn(ada);
  });
  afterAll(() => api.stop());

  const events = (): Promise<KeptEvent[]> => eventsOf(api, ada.user.id);
  const names = async (): Promise<string[]> => (await events()).map(({ name }) => name);

  it('is kept once for a log-in, with session, device and place [FL-019]', async () => {
    expect(await events()).toMatchObject([
      { name: 'user_created' },
      { name: 'session_created', details: { remembered: false } },
      {
        name: 'session_created',
        sessionId: browser.sessionId,
        actorId: null,
        details: { remembered: false, newBrowser: true },
        address: '127.0.0.0',
        browser: 'Firefox',
        os: 'Linux',
      },
    ]);
  });

  it('is not begun by a refused log-in, which the log tells of [FL-019] [FL-131] [LG-02]', async () => {
    const stranger = new WireBrowser(api);
    const before = api.log.length;
    const answer = await stranger.send('POST', '/api/session', {
      identifier: ada.user.username,
      password: wrong,
    });
    expect(answer.status).toBe(401);
    await stranger.send(
      'POST',
      '/login',
      new URLSearchParams({ identifier: wrong, password: wrong }),
    );

    expect(await names()).toEqual(['user_created', 'session_created', 'session_created']);
    const told = toldEvents(api, before);
    expect(told).toMatchObject([
      { event: 'authn_login_fail', requestId: answer.headers.get('x-request-id') },
      { event: 'authn_login_fail' },
    ]);
    expect(JSON.stringify(told)).not.toContain(wrong);
  });

  it('is kept once for a log-out, with whose it was, and not for that of a visitor [FL-023] [FL-024]', async () => {
    const { sessionId } = browser;
    await browser.send('DELETE', '/api/session');
    await browser.send('DELETE', '/api/session');

    expect((await events()).slice(3)).toMatchObject([
      { name: 'session_logout', sessionId, userId: ada.user.id },
    ]);
  });

  it('is kept for a demand of the password, once a minute, and for its proof [FL-114] [FL-116]', async () => {
    await api.database.query('UPDATE sessions SET fresh_until = NULL WHERE id = $1', [
      browser.sessionId,
    ]);
    for (const _ of [1, 2, 3])
      expect((await browser.send('DELETE', '/api/account/sessions')).status).toBe(403);
    expect((await names()).slice(3)).toEqual(['reauthentication_demanded']);

    await browser.send('POST', '/api/session/confirmation', { password: wrong });
    expect((await names()).slice(4)).toEqual([]);
    await browser.send('POST', '/api/session/confirmation', { password: ada.password });

    expect((await events()).slice(4)).toMatchObject([
      { name: 'session_confirmed', sessionId: browser.sessionId },
    ]);
  });

  it('is kept when one is ended from the list of devices, and when one too many gives way', async () => {
    const others = [new WireBrowser(api), new WireBrowser(api)];
    for (const other of others) await other.logIn(ada);
    const evicted = (await events()).filter(({ name }) => name === 'session_ended');
    expect(evicted).toMatchObject([{ details: { reason: 'limit' } }]);

    const ended = others[0]?.sessionId;
    await browser.send('DELETE', `/api/account/sessions/${ended}`);
    await browser.send('DELETE', `/api/account/sessions/${ended}`);
    await browser.send('DELETE', '/api/account/sessions');
    await browser.send('DELETE', '/api/account/sessions');

    expect((await events()).slice(6)).toMatchObject([
      { name: 'session_ended', sessionId: ended, details: { reason: 'revoked' } },
      { name: 'sessions_ended', sessionId: browser.sessionId, details: { count: 1 } },
    ]);
  });

  it('is kept for a new password, with how many sessions ended', async () => {
    await browser.send('PUT', '/api/account/password', {
      currentPassword: ada.password,
      password: 'twelve other umbrellas',
      passwordConfirmation: 'twelve other umbrellas',
    });

    expect((await events()).slice(3)).toMatchObject([
      {
        name: 'authn_password_change',
        sessionId: browser.sessionId,
        details: { endedSessions: 1 },
      },
    ]);
  });

  it('is told to the log as it is committed, and without a secret [LG-02] [LG-03]', async () => {
    const before = api.log.length;
    await browser.send('DELETE', '/api/session');

    expect(toldEvents(api, before)).toMatchObject([
      { event: 'session_logout', userId: ada.user.id },
    ]);
    const secret = browser.token.split('.')[1] ?? 'none';
    expect(api.log.join('\n')).not.toContain(secret);
    expect(api.log.join('\n')).not.toContain(ada.password);
  });

  it('is neither kept nor told when what it tells of did not happen', async () => {
    await api.database.query(
      'ALTER TABLE sessions ADD CONSTRAINT is_full CHECK (user_id IS NULL) NOT VALID',
    );
    const before = api.log.length;
    const answer = await new WireBrowser(api).send('POST', '/api/session', {
      identifier: ada.user.username,
      password: ada.password,
    });
    await api.database.query('ALTER TABLE sessions DROP CONSTRAINT is_full');

    expect(answer.status).toBe(500);
    expect(await names()).toHaveLength(3);
    expect(toldEvents(api, before)).toEqual([]);
  });

  it('does not happen when it cannot be kept [LG-05]', async () => {
    await api.database.query(
      `ALTER TABLE security_events ADD CONSTRAINT is_full CHECK (name <> 'session_logout') NOT VALID`,
    );
    const answer = await browser.send('DELETE', '/api/session');
    await api.database.query('ALTER TABLE security_events DROP CONSTRAINT is_full');

    expect(answer.status).toBe(500);
    expect(await browser.whoAmI()).toBe(ada.user.username);
  });

  it('outlives its person as an id that tells nobody’s name', async () => {
    await browser.send('DELETE', `/api/users/${ada.user.id}`);

    expect(await names()).toEqual([
      'user_created',
      'session_created',
      'session_created',
      'user_deleted',
    ]);
    expect(JSON.stringify(await events())).not.toContain(ada.user.username);
  });
});

describe('a refusal', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.stop());

  it.each([
    ['of a visitor', 'GET', '/api/users', {}, 'authz_fail'],
    [
      'of another site',
      'POST',
      '/api/session',
      { origin: 'https://evil.example' },
      'malicious_csrf',
    ],
  ])(
    '%s is told to the log, with its request, and not kept [FL-050] [LG-02]',
    async (_, method, path, headers, event) => {
      const before = api.log.length;
      const answer = await api.raw(path, { method, headers });

      expect(toldEvents(api, before)).toMatchObject([
        { event, requestId: answer.headers.get('x-request-id') },
      ]);
      expect(await api.database.query('SELECT 1 FROM security_events')).toEqual([]);
    },
  );

  it('of somebody without the right is told with who it was [FL-050]', async () => {
    const [ada, bob] = [await api.register(), await api.register()];
    const before = api.log.length;
    await expect(ada.client.users.update(bob.user.id, { name: 'Bobby' })).rejects.toMatchObject({
      code: 'forbidden',
    });

    expect(toldEvents(api, before)).toMatchObject([
      { event: 'authz_fail', userId: ada.user.id, details: { code: 'forbidden' } },
    ]);
  });
});

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
