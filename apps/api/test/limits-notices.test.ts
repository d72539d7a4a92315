import type { Flash } from '@gatehouse/auth-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Api, type Person, startApi } from './api.ts';
import { browserAt, keepWaiting, newAddress, tryPassword, waitOutDelays } from './guesser.ts';
import type { WireBrowser } from './wire-browser.ts';

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

describe('the owner of an account', () => {
  let api: Api;
  let ada: Person;
  let own: WireBrowser;
  beforeAll(async () => {
    api = await startApi({ variables: { TRUST_PROXY: '1' } });
  });
  beforeEach(async () => {
    ada = await api.register();
    await ada.client.flash.take();
    own = browserAt(api, newAddress());
  });
  afterAll(() => api.stop());

  const flashOf = async (browser: WireBrowser): Promise<Flash[]> =>
    browser.read<Flash[]>('DELETE', '/api/session/flash');

  it('is told at a log-in how often others failed before it, once [TH-12]', async () => {
    await own.logIn(ada);
    await own.logOut();
    for (let n = 0; n < 5; n++)
      await tryPassword(browserAt(api, newAddress()), ada.user.email, 'x');
    await waitOutDelays(api);
    for (let n = 0; n < 2; n++) await tryPassword(own, ada.user.email, 'x');

    await own.logIn(ada);
    const told = (await flashOf(own)).filter(({ code }) => code === 'failed_attempts');
    expect(told).toMatchObject([{ level: 'warning', params: { count: 7 } }]);
    expect(told[0]?.text).toContain('for your account: 7.');
    await own.logIn(ada);
    expect((await flashOf(own)).map(({ code }) => code)).not.toContain('failed_attempts');
  });

  it('is not told of a few slips [TH-12]', async () => {
    for (let n = 0; n < 4; n++) await tryPassword(own, ada.user.email, 'x');
    await own.logIn(ada);
    expect((await flashOf(own)).map(({ code }) => code)).not.toContain('failed_attempts');
  });

  it('is told of a new browser where another session is open, and a browser that is known is no news [TH-12]', async () => {
    const stranger = browserAt(api, newAddress());
    await stranger.send(
      'POST',
      '/api/session',
      { identifier: ada.user.email, password: ada.password },
      { 'user-agent': firefox },
    );

    const told = await ada.client.flash.take();
    expect(told.map(({ code, text }) => [code, text])).toEqual([
      ['new_browser', expect.stringContaining('Firefox on Linux')],
    ]);
    expect((await flashOf(stranger)).map(({ code }) => code)).toEqual(['logged_in']);
    await stranger.logIn(ada);
    expect(await ada.client.flash.take()).toEqual([]);
  });

  it('is told of a new browser at the next log-in where no session is open [TH-12]', async () => {
    await own.logIn(ada);
    await own.logOut();
    await ada.client.session.logOut();
    const stranger = browserAt(api, newAddress());
    await stranger.logIn(ada);
    await stranger.logOut();

    await own.logIn(ada);
    expect((await flashOf(own)).map(({ code }) => code)).toContain('new_browser');
  });

  it('is warned even when the thief logs in first, twice, and sees the warning too [TH-12]', async () => {
    await own.logIn(ada);
    await own.logOut();
    await ada.client.session.logOut();
    for (let n = 0; n < 5; n++)
      await tryPassword(browserAt(api, newAddress()), ada.user.email, 'x');
    await waitOutDelays(api);
    const thief = browserAt(api, newAddress());
    for (let n = 0; n < 2; n++) {
      await thief.logIn(ada);
      await thief.logOut();
    }

    await own.logIn(ada);
    const told = (await flashOf(own)).map(({ code }) => code);
    expect(told.toSorted()).toEqual(['failed_attempts', 'logged_in', 'new_browser']);
    await own.logIn(ada);
    expect((await flashOf(own)).map(({ code }) => code)).toEqual(['logged_in']);
  });

  it('shares no mark with others in the same browser, and keeps tries of their own [TH-10]', async () => {
    const bob = await api.register();
    await own.logIn(ada);
    const [adas] = marksOf(own);
    await own.logIn(bob);
    expect(marksOf(own)).toEqual([expect.any(String), adas]);
    const copy = own.copy();
    for (const { user } of [ada, bob]) {
      for (let n = 0; n < 5; n++) await tryPassword(browserAt(api, newAddress()), user.email, 'x');
      await keepWaiting(api);
      expect((await own.logIn({ user, password: ada.password })).status).toBe(200);
      expect(marksOf(own)).toHaveLength(2);
    }
    // Marks are renewed by each log-in: a copy of before is of no use.
    await keepWaiting(api);
    for (const { user } of [ada, bob])
      expect((await tryPassword(copy, user.email, ada.password)).status).toBe(429);
  });

  it('loses the other browsers with the old password [TH-10]', async () => {
    await own.logIn(ada);
    await own.logOut();
    const next = 'the tide comes in at noon';
    await ada.client.account.changePassword({
      currentPassword: ada.password,
      password: next,
      passwordConfirmation: next,
    });
    for (let n = 0; n < 5; n++)
      await tryPassword(browserAt(api, newAddress()), ada.user.email, 'x');
    await keepWaiting(api);
    expect((await tryPassword(own, ada.user.email, next)).status).toBe(429);
  });
});

function marksOf(browser: WireBrowser): string[] {
  return (/known=([^;]*)/.exec(browser.cookie)?.[1] ?? '').split('.');
}
