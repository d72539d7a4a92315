import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newSecretKey } from '../src/config/secret-keys.ts';
import { type Api, type Person, startApi } from './api.ts';
import { WireBrowser } from './wire-browser.ts';

/** One person, two processes on one database: a thief need not come to the process of the owner. */
describe('a copied cookie', () => {
  let api: Api;
  let other: Api;
  let ada: Person;
  let owner: WireBrowser;
  beforeAll(async () => {
    const variables = { SECRET_KEYS: newSecretKey() };
    api = await startApi({ variables });
    other = await startApi({ variables, databaseUrl: api.databaseUrl });
  });
  afterAll(async () => {
    await other.stop();
    await api.stop();
  });
  beforeEach(async () => {
    ada = await api.register();
    owner = new WireBrowser(api);
    await owner.logIn(ada);
  });

  const makeDue = (browser: WireBrowser) =>
    api.database.query(
      `UPDATE sessions SET rotated_at = rotated_at - interval '16 minutes' WHERE id = $1`,
      [browser.sessionId],
    );
  const endGrace = (browser: WireBrowser) =>
    api.database.query(
      `UPDATE sessions SET previous_until = previous_until - interval '11 seconds' WHERE id = $1`,
      [browser.sessionId],
    );
  const eventsOf = (name: string) =>
    api.database.query('SELECT session_id FROM security_events WHERE name = $1 AND user_id = $2', [
      name,
      ada.user.id,
    ]);

  /** The secret is renewed, the new one is used, and the time of requests under way is over. */
  async function rotate(browser: WireBrowser): Promise<void> {
    const before = browser.token;
    await makeDue(browser);
    expect(await browser.whoAmI()).toBe(ada.user.username);
    expect(browser.token).not.toBe(before);
    expect(await browser.whoAmI()).toBe(ada.user.username);
    await endGrace(browser);
  }

  it('ends the session for both when the thief comes after the owner [FL-087] [SE-10]', async () => {
    const thief = owner.copy({ server: other });
    await rotate(owner);

    expect(await thief.whoAmI()).toBeNull();

    expect(await owner.whoAmI()).toBeNull();
    expect(await owner.copy({ server: other }).whoAmI()).toBeNull();
    expect(await eventsOf('session_stolen')).toEqual([{ session_id: owner.sessionId }]);
  });

  it('ends the session for both when the owner comes after the thief [FL-087]', async () => {
    const thief = owner.copy({ server: other });
    await rotate(thief);

    expect(await owner.whoAmI()).toBeNull();

    expect(await thief.whoAmI()).toBeNull();
    expect((await thief.send('GET', '/api/users')).status).toBe(401);
    expect(await eventsOf('session_stolen')).toHaveLength(1);
  });

  it('ends it also when it is much older than the secret before the present one [FL-087]', async () => {
    const thief = owner.copy({ server: other });
    for (let time = 0; time < 3; time++) await rotate(owner);

    expect(await thief.whoAmI()).toBeNull();
    expect(await owner.whoAmI()).toBeNull();
  });

  it('is told to its owner at the next log-in, once, and to nobody else [FL-087] [SE-18]', async () => {
    const thief = owner.copy({ server: other });
    await rotate(owner);
    await thief.whoAmI();
    const stranger = new WireBrowser(api);
    await stranger.logIn(await api.register());

    await owner.logIn(ada);
    const told = await owner.read('DELETE', '/api/session/flash');
    await owner.logIn(ada);

    expect(told).toMatchObject([
      { code: 'logged_in' },
      { code: 'session_stolen', level: 'warning' },
    ]);
    expect(await owner.read('DELETE', '/api/session/flash')).toMatchObject([{ code: 'logged_in' }]);
    expect(await stranger.read('DELETE', '/api/session/flash')).toMatchObject([
      { code: 'logged_in' },
    ]);
  });

  it('leaves the other sessions of its owner alone [FL-087]', async () => {
    const phone = new WireBrowser(api);
    await phone.logIn(ada);
    const thief = owner.copy();
    await rotate(owner);
    await thief.whoAmI();

    expect(await phone.whoAmI()).toBe(ada.user.username);
  });

  it('serves requests that were under way when the new secret came back [FL-087]', async () => {
    const late = owner.copy({ server: other });
    await makeDue(owner);
    await owner.whoAmI();
    await owner.whoAmI();

    expect(await late.whoAmI()).toBe(ada.user.username);
    expect(await owner.whoAmI()).toBe(ada.user.username);
  });

  it('is not what a lost answer makes of the owner: the same new cookie is offered again [FL-087]', async () => {
    const lost = owner.copy();
    await makeDue(owner);
    await owner.whoAmI();

    for (let time = 0; time < 3; time++) {
      const again = lost.copy({ server: time === 1 ? other : api });
      expect(await again.whoAmI()).toBe(ada.user.username);
      expect(again.token).toBe(owner.token);
    }
    await owner.whoAmI();
    expect(await owner.whoAmI()).toBe(ada.user.username);
  });

  it('is not what somebody makes who knows the id alone [SE-04]', async () => {
    await rotate(owner);
    const forged = [`${'A'.repeat(64)}`, `${owner.token.slice(23, 86)}A`, 'z'.repeat(64)];
    for (const secret of forged) {
      const stranger = new WireBrowser(api);
      stranger.plant('sid', `${owner.sessionId}.${secret}`);
      expect(await stranger.whoAmI()).toBeNull();
    }
    const thief = new WireBrowser(api);
    await thief.logIn(await api.register());
    const mixed = new WireBrowser(api);
    mixed.plant('sid', `${owner.sessionId}.${thief.token.slice(23)}`);
    expect(await mixed.whoAmI()).toBeNull();

    expect(await owner.whoAmI()).toBe(ada.user.username);
    expect(await eventsOf('session_stolen')).toEqual([]);
  });

  it('cannot be made from a stolen table: the next secret is not in it [SE-02]', async () => {
    await makeDue(owner);
    await owner.whoAmI();
    const secret = Buffer.from(owner.token.slice(23), 'base64url');
    const [row] = await api.database.query(
      'SELECT to_jsonb(s) AS s FROM sessions s WHERE id = $1',
      [owner.sessionId],
    );

    const text = JSON.stringify(row);
    for (const part of [secret, secret.subarray(0, 32), secret.subarray(32)])
      for (const spelling of ['hex', 'base64', 'base64url'] as const)
        expect(text).not.toContain(part.toString(spelling));
  });

  it('is replaced in the session of a person, and never in that of a visitor', async () => {
    const visitor = new WireBrowser(api);
    await visitor.send('PUT', '/api/counter');
    const { token } = visitor;
    await makeDue(visitor);

    await visitor.send('GET', '/api/session');

    expect(visitor.token).toBe(token);
  });

  it('keeps the date of a remembered cookie at the end of the session [FL-077] [FL-083]', async () => {
    const remembered = new WireBrowser(api);
    await remembered.logIn(ada, true);
    await makeDue(remembered);

    const response = await remembered.send('GET', '/api/session');

    const line = response.headers.getSetCookie().find((text) => text.startsWith('sid='));
    const [, maxAge] = /Max-Age=(\d+)/.exec(line ?? '') ?? [];
    const left = 30 * 86_400 - Number(maxAge);
    expect(left).toBeGreaterThanOrEqual(0);
    expect(left).toBeLessThan(60);
  });
});
