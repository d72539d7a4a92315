import type { SessionSummary } from '@gatehouse/auth-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Api, type Person, startApi } from './api.ts';
import { WireBrowser } from './wire-browser.ts';

const firefox = {
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
};
const phone = {
  'user-agent':
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
};

describe('the list of devices', () => {
  let api: Api;
  let ada: Person;
  let browser: WireBrowser;
  beforeAll(async () => {
    api = await startApi();
  });
  beforeEach(async () => {
    ada = await api.register();
    await ada.client.session.logOut();
    browser = new WireBrowser(api, firefox);
    await browser.logIn(ada);
  });
  afterAll(() => api.stop());

  const list = (from = browser) => from.read<SessionSummary[]>('GET', '/api/account/sessions');
  const end = (id: string, from = browser) => from.send('DELETE', `/api/account/sessions/${id}`);
  const another = async (headers = phone) => {
    const other = new WireBrowser(api, headers);
    await other.logIn(ada, true);
    return other;
  };

  it('names each by browser, system and kind, the current one first [SE-14] [S-198] [ASK-004]', async () => {
    const other = await another();

    const sessions = await list();

    expect(sessions).toEqual([
      expect.objectContaining({
        id: browser.sessionId,
        current: true,
        remembered: false,
        device: { browser: 'Firefox', os: 'Linux', kind: 'desktop' },
        address: '127.0.0.0',
      }),
      expect.objectContaining({
        id: other.sessionId,
        current: false,
        remembered: true,
        device: { browser: 'Safari', os: 'iOS', kind: 'mobile' },
        address: '127.0.0.0',
      }),
    ]);
    expect((await list(other)).map(({ current }) => current)).toEqual([true, false]);
  });

  it('tells nothing that would open a session [SE-14] [CK-02]', async () => {
    const other = await another();
    const text = await (await browser.send('GET', '/api/account/sessions')).text();

    for (const secret of [browser, other].map(({ token }) => token.split('.')[1] ?? ''))
      expect(text).not.toContain(secret);
    expect(Object.keys(JSON.parse(text)[0]).sort()).toEqual([
      'actor',
      'address',
      'createdAt',
      'current',
      'device',
      'expiresAt',
      'freshUntil',
      'id',
      'idleExpiresAt',
      'lastSeenAt',
      'remembered',
    ]);
  });

  it('holds the living sessions of this person alone [SE-14] [SE-09]', async () => {
    const other = await another();
    await api.register();
    await api.database.query(`UPDATE sessions SET expires_at = now() WHERE id = $1`, [
      other.sessionId,
    ]);

    expect((await list()).map(({ id }) => id)).toEqual([browser.sessionId]);
    expect((await end(other.sessionId)).status).toBe(404);
  });

  it('ends one of them, and says so [SE-14] [S-198]', async () => {
    const other = await another();
    await browser.send('DELETE', '/api/session/flash');

    expect((await end(other.sessionId)).status).toBe(204);

    expect(await other.whoAmI()).toBeNull();
    expect(await browser.whoAmI()).toBe(ada.user.username);
    expect(await browser.read('DELETE', '/api/session/flash')).toEqual([
      expect.objectContaining({ code: 'session_ended' }),
    ]);
    expect((await end(other.sessionId)).status).toBe(404);
  });

  it('logs out when the current one is ended [SE-14] [S-069]', async () => {
    const copy = browser.copy();

    expect((await end(browser.sessionId)).status).toBe(204);

    expect(await copy.whoAmI()).toBeNull();
    expect(await browser.view()).toEqual({ user: null, session: null, flash: 1 });
  });

  it.each(['x', 'sessions', '0', 'null', '%00', `${'a'.repeat(22)}`, '../../users'])(
    'knows no session called %s [SE-14]',
    async (id) => {
      expect((await end(encodeURIComponent(id))).status).toBe(404);
    },
  );

  it('does not end the session of somebody else [SE-14]', async () => {
    const stranger = new WireBrowser(api);
    const bob = await api.register();
    await stranger.logIn(bob);

    expect((await end(stranger.sessionId)).status).toBe(404);

    expect(await stranger.whoAmI()).toBe(bob.user.username);
  });

  it('ends all others at once, in a fresh session [SE-14] [SE-16] [FL-121]', async () => {
    const others = [await another(), await another(firefox)];
    const stranger = await api.register();

    const response = await browser.send('DELETE', '/api/account/sessions');

    expect(await response.json()).toEqual({ endedSessions: 2 });
    for (const other of others) expect(await other.whoAmI()).toBeNull();
    expect(await browser.whoAmI()).toBe(ada.user.username);
    expect((await stranger.client.session.current()).user).not.toBeNull();
    expect(await list()).toHaveLength(1);
  });

  it('is closed to visitors [SE-14]', async () => {
    const visitor = new WireBrowser(api);

    expect((await visitor.send('GET', '/api/account/sessions')).status).toBe(401);
    expect((await end(browser.sessionId, visitor)).status).toBe(401);
    expect((await visitor.send('DELETE', '/api/account/sessions')).status).toBe(401);
    expect(await browser.whoAmI()).toBe(ada.user.username);
  });

  it('shows hostile names of browsers as short plain text [SE-14]', async () => {
    const agent = `<script>alert(1)</script>${'x'.repeat(600)}/1.0`;
    const other = await another({ 'user-agent': agent });

    const found = (await list()).find(({ id }) => id === other.sessionId);

    expect(found?.device.browser).toMatch(/^[\p{L}\p{N} ._-]{1,40}$/u);
  });
});
