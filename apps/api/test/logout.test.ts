import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Api, type Person, startApi } from './api.ts';
import { setCookiesOf, WireBrowser } from './wire-browser.ts';

describe('logging out', () => {
  let api: Api;
  let ada: Person;
  let browser: WireBrowser;
  beforeAll(async () => {
    api = await startApi();
    ada = await api.register();
  });
  beforeEach(async () => {
    browser = new WireBrowser(api);
    await browser.logIn(ada);
  });
  afterAll(() => api.stop());

  const sessionsOf = async ({ user }: Person) =>
    (await api.database.query('SELECT id FROM sessions WHERE user_id = $1', [user.id])).length;

  it('makes a visitor of the person at once and from then on [S-064] [FL-020] [FL-021]', async () => {
    const response = await browser.logOut();

    expect(response.status).toBe(204);
    expect(await response.text()).toBe('');
    expect(await browser.view()).toEqual({ user: null, session: null, flash: 1 });
    expect((await browser.send('GET', '/api/users')).status).toBe(401);
    expect(await browser.whoAmI()).toBeNull();
  });

  it('ends the session on the server and replaces the cookie [S-066] [S-067] [FL-026] [ASK-001] [RT-04]', async () => {
    const before = browser.copy();

    const response = await browser.logOut();

    expect(setCookiesOf(response).map(({ name }) => name)).toContain('sid');
    expect(browser.token).not.toBe(before.token);
    expect(await before.view()).toEqual({ user: null, session: null, flash: 0 });
  });

  it('leaves one farewell that waits for the next page although the session is gone [S-069]', async () => {
    await browser.logOut();

    expect(await browser.read('DELETE', '/api/session/flash')).toEqual([
      { code: 'logged_out', level: 'success', text: 'You have been signed out.' },
    ]);
    expect(await browser.read('DELETE', '/api/session/flash')).toEqual([]);
    expect(await browser.whoAmI()).toBeNull();
  });

  it('keeps the farewell when the button is pressed twice [S-070]', async () => {
    const secondClick = browser.copy();

    const [first, second] = [await browser.logOut(), await secondClick.logOut()];

    expect([first.status, second.status]).toEqual([204, 204]);
    expect(setCookiesOf(second)).toEqual([]);
    expect((await browser.view()).flash).toBe(1);
  });

  it('asks the browser to forget the pages that it has seen [SE-19] [WB-06]', async () => {
    expect((await browser.logOut()).headers.get('clear-site-data')).toBe('"cache"');
    expect((await browser.logOut()).headers.get('clear-site-data')).toBeNull();
  });

  it('leaves nothing else of what the session held [S-065] [S-077] [FL-025]', async () => {
    await browser.send('PUT', '/api/counter');
    await browser.send('PUT', '/api/shop/cart', { lines: [{ slug: 'shortbread', quantity: 2 }] });

    await browser.logOut();

    expect(await browser.read('GET', '/api/counter')).toEqual({ count: null });
    expect(await browser.read('GET', '/api/shop/cart')).toEqual({ lines: [] });
    const [row] = await api.database.query('SELECT * FROM sessions WHERE id = $1', [
      browser.sessionId,
    ]);
    expect(row).toMatchObject({
      user_id: null,
      counter: null,
      cart: null,
      authenticated_at: null,
      fresh_until: null,
      remembered: false,
    });
  });

  it('is a harmless success for a visitor, and the second time [S-070] [FL-024]', async () => {
    const stranger = new WireBrowser(api);
    expect((await stranger.logOut()).status).toBe(204);
    expect(stranger.cookie).toBe('');

    for (let time = 0; time < 3; time++) expect((await browser.logOut()).status).toBe(204);
    expect(await browser.whoAmI()).toBeNull();
  });

  it('survives two tabs that ask at once [S-070]', async () => {
    const tabs = [browser.copy(), browser.copy(), browser.copy()];

    const answers = await Promise.all(tabs.map((tab) => tab.logOut()));

    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204]);
    expect(await Promise.all(tabs.map((tab) => tab.whoAmI()))).toEqual([null, null, null]);
    expect(await browser.copy().whoAmI()).toBeNull();
  });

  it('ends the session that asks, whatever name the request carries [S-071]', async () => {
    const other = new WireBrowser(api);
    await other.logIn(await api.register());

    await browser.send('DELETE', `/api/session?id=${other.sessionId}`, {
      id: other.sessionId,
      username: ada.user.username,
    });

    expect(await browser.whoAmI()).toBeNull();
    expect(await other.whoAmI()).not.toBeNull();
  });

  it('in one browser leaves the others logged in [S-076]', async () => {
    const phone = new WireBrowser(api);
    await phone.logIn(ada);

    await browser.logOut();

    expect(await browser.whoAmI()).toBeNull();
    expect(await phone.whoAmI()).toBe(ada.user.username);
  });

  it('is no effect of a GET [S-073]', async () => {
    for (const path of ['/logout', '/api/logout', '/api/session/logout', '/auth/logout'])
      expect([404, 405]).toContain((await browser.send('GET', path)).status);
    expect(await browser.whoAmI()).toBe(ada.user.username);
  });

  it('shows nothing of one person to the next in the same browser [S-077] [S-059]', async () => {
    const bob = await api.register();
    await browser.send('PUT', '/api/counter');
    await browser.send('PUT', '/api/shop/cart', { lines: [{ slug: 'macadamia', quantity: 1 }] });
    await browser.logOut();

    await browser.logIn(bob);

    expect(await browser.read('GET', '/api/counter')).toEqual({ count: null });
    expect(await browser.read('GET', '/api/shop/cart')).toEqual({ lines: [] });
    expect(await browser.read('DELETE', '/api/session/flash')).toEqual([
      expect.objectContaining({ code: 'logged_in' }),
    ]);
  });

  it('leaves one row in place of one row [S-066] [FL-025]', async () => {
    const before = await sessionsOf(ada);
    const [{ count }] = await api.database.query('SELECT count(*)::int AS count FROM sessions');

    await browser.logOut();

    expect(await sessionsOf(ada)).toBe(before - 1);
    expect(await api.database.query('SELECT count(*)::int AS count FROM sessions')).toEqual([
      { count },
    ]);
  });

  it('answers so that no page of the person comes back from a cache [S-077] [FL-146] [RT-24]', async () => {
    const page = await browser.send('GET', '/api/account/sessions');
    const farewell = await browser.logOut();

    for (const { headers } of [page, farewell]) {
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('vary')?.split(', ')).toContain('Cookie');
    }
  });

  it('by form ends on the log-in page [S-068] [S-104]', async () => {
    const response = await browser.send('POST', '/logout', new URLSearchParams());

    expect([response.status, response.headers.get('location')]).toEqual([303, '/login']);
    expect(await browser.whoAmI()).toBeNull();
    expect(await browser.read('DELETE', '/api/session/flash')).toEqual([
      expect.objectContaining({ text: 'You have been signed out.' }),
    ]);
  });
});
