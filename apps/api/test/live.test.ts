import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Api, type Person, startApi } from './api.ts';
import { LiveListener } from './live-listener.ts';
import { WireBrowser } from './wire-browser.ts';

const newPassword = 'the tide comes in at noon';

describe('an open page', () => {
  let api: Api;
  let ada: Person;
  let browser: WireBrowser;
  const listeners: LiveListener[] = [];
  beforeAll(async () => {
    api = await startApi();
  });
  beforeEach(async () => {
    ada = await api.register();
    browser = new WireBrowser(api);
    await browser.logIn(ada);
  });
  afterEach(async () => {
    for (const listener of listeners.splice(0)) await listener.hangUp();
  });
  afterAll(() => api.stop());

  const listen = async (from = browser) => {
    const listener = await LiveListener.open(api, from.cookie);
    listeners.push(listener);
    return listener;
  };
  const another = async (person = ada) => {
    const other = new WireBrowser(api);
    await other.logIn(person);
    return other;
  };
  const asAdmin = async () => another(await api.registerAs('admin'));
  const sql = (statement: string, ...values: unknown[]) => api.database.query(statement, values);
  /** What came because of something else is here by the time this is. */
  const settle = () => new Promise((resolve) => setTimeout(resolve, 300));

  it('gets a stream that nobody keeps and no proxy holds back [ASK-052]', async () => {
    const { status, headers, text } = await listen();

    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      vary: expect.stringContaining('Cookie'),
    });
    const [, retry] = /^retry: (\d+)\n\n$/.exec(text) ?? [];
    expect(Number(retry)).toBeGreaterThanOrEqual(2000);
    expect(Number(retry)).toBeLessThanOrEqual(5000);
  });

  it.each([
    ['a log-out in another tab', () => browser.copy().logOut()],
    [
      'another device that ends this one',
      async () => (await another()).send('DELETE', `/api/account/sessions/${browser.sessionId}`),
    ],
    [
      'another device that ends all others',
      async () => (await another()).send('DELETE', '/api/account/sessions'),
    ],
    [
      'a new password, chosen elsewhere',
      async () =>
        (await another()).send('PUT', '/api/account/password', {
          currentPassword: ada.password,
          password: newPassword,
          passwordConfirmation: newPassword,
        }),
    ],
    [
      'an admin who deletes the account',
      async () => (await asAdmin()).send('DELETE', `/api/users/${ada.user.id}`),
    ],
    [
      'an operator who suspends the person',
      () => sql('UPDATE users SET suspended_at = now() WHERE id = $1', ada.user.id),
    ],
    [
      'an operator who deletes the session',
      () => sql('DELETE FROM sessions WHERE id = $1', browser.sessionId),
    ],
    [
      'a log-in of the same browser as somebody else',
      async () => browser.copy().logIn(await api.register()),
    ],
  ])('hears of its end by %s, and of nothing else [ASK-002] [ASK-052] [SE-10]', async (_, end) => {
    const page = await listen();

    await end();

    await page.closed;
    expect(page.events).toEqual([{ event: 'ended', data: '{}' }]);
  });

  it('hears that something changed, once for a burst, and never what [UX-SS-07]', async () => {
    const page = await listen();
    const admin = await asAdmin();

    await api.database.transaction(async (manager) => {
      await manager.query(`UPDATE users SET name = 'Ada' WHERE id = $1`, [ada.user.id]);
      await manager.query('UPDATE sessions SET fresh_until = NULL WHERE user_id = $1', [
        ada.user.id,
      ]);
    });
    await page.hears('changed');
    await settle();
    expect(page.events).toEqual([{ event: 'changed', data: '{}' }]);

    const path = `/api/users/${ada.user.id}/role`;
    expect((await admin.send('PUT', path, { role: 'admin' })).status).toBe(200);
    await page.until(() => page.events.length === 2);
    expect(page.names).toEqual(['changed', 'changed']);
    expect(page.text).not.toMatch(new RegExp([ada.user.id, ada.user.username, 'admin'].join('|')));
  });

  it('hears when sensitive actions ask for the password again', async () => {
    const page = await listen();

    await sql('UPDATE sessions SET fresh_until = NULL WHERE id = $1', browser.sessionId);

    await page.hears('changed');
  });

  it('hears nothing of other people, of other devices, and of what it does itself', async () => {
    const [page, other, admin] = [await listen(), await another(), await asAdmin()];
    const bob = await api.register();

    await other.logOut();
    await browser.send('POST', '/api/messages', { content: 'Mine' });
    await browser.send('PUT', '/api/counter');
    await browser.send('DELETE', '/api/session/flash');
    await admin.send('PUT', `/api/users/${bob.user.id}/role`, { role: 'admin' });
    await bob.client.session.logOut();
    await settle();

    expect(page.events).toEqual([]);
    expect(await browser.whoAmI()).toBe(ada.user.username);
  });

  it('that belongs to a visitor gets no stream', async () => {
    const visitor = await listen(new WireBrowser(api));
    const counting = new WireBrowser(api);
    await counting.send('PUT', '/api/counter');

    expect([visitor.status, (await listen(counting)).status]).toEqual([401, 401]);
    expect(JSON.parse(visitor.text)).toMatchObject({ code: 'unauthenticated' });
    expect((await listen(await another())).status).toBe(200);
  });

  it('is no sign of life of its session, however long it stays open [SE-07]', async () => {
    const seen = () =>
      sql('SELECT last_seen_at, idle_expires_at FROM sessions WHERE id = $1', browser.sessionId);
    await sql(
      `UPDATE sessions SET last_seen_at = last_seen_at - interval '20 min',
              idle_expires_at = idle_expires_at - interval '20 min' WHERE id = $1`,
      browser.sessionId,
    );
    const before = await seen();

    await listen();
    // Signs of life may be written down a while later.
    await new Promise((resolve) => setTimeout(resolve, 2500));

    expect(await seen()).toEqual(before);
  });

  it('holds no connection to the database', async () => {
    const pages = await Promise.all(Array.from({ length: 4 }, () => listen()));
    const others = await Promise.all(
      Array.from({ length: 12 }, async () => listen(await another(await api.register()))),
    );

    const asked = await Promise.all(Array.from({ length: 20 }, () => browser.whoAmI()));

    expect(new Set(asked)).toEqual(new Set([ada.user.username]));
    expect([...pages, ...others].flatMap(({ names }) => names)).toEqual([]);
  });

  it('that is one too many of a session takes the place of the oldest', async () => {
    const pages: LiveListener[] = [];
    for (let count = 0; count < 6; count++) pages.push(await listen());
    const [oldest, ...others] = pages;

    await oldest?.closed;
    expect(oldest?.events).toEqual([]);
    await sql(`UPDATE users SET name = 'Ada' WHERE id = $1`, ada.user.id);
    for (const page of others) await page.hears('changed');
  });

  it('leaves a line in the log when it is closed, and no fault [SE-10]', async () => {
    const page = await listen();
    await page.hangUp();
    const id = page.headers['x-request-id'];
    const lines = () =>
      api.log.map((line) => JSON.parse(line)).filter(({ requestId }) => requestId === id);

    await page.until(() => lines().some(({ msg }) => msg === 'request'));

    expect(lines().find(({ msg }) => msg === 'request')).toMatchObject({
      path: '/api/session/events',
      status: 200,
      userId: ada.user.id,
    });
    expect(lines().filter(({ level }) => level >= 40)).toEqual([]);
  });

  it('is not waited for by whoever asks for the head alone', async () => {
    const head = await browser.send('HEAD', '/api/session/events');

    expect(head.status).toBe(200);
    expect(head.headers.get('content-type')).toBe('text/event-stream');
    expect(await head.text()).toBe('');
  });
});
