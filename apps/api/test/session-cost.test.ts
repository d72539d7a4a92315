import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Api, type Person, startApi } from './api.ts';
import { statementsOf } from './statement-list.ts';
import { WireBrowser } from './wire-browser.ts';

describe('what a session costs', () => {
  let statements: string[];
  let folder: string;
  let api: Api;
  let ada: Person;
  let browser: WireBrowser;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gatehouse-web-'));
    await mkdir(join(folder, 'assets'));
    await writeFile(join(folder, 'assets', 'app.js'), 'console.log(1)');
    await Promise.all(
      ['index.html', 'login.html', 'register.html'].map((name) =>
        writeFile(join(folder, name), '<!doctype html><!--notices--><!--bootstrap-->'),
      ),
    );
    api = await startApi({ webFolder: folder });
    ada = await api.register();
    browser = new WireBrowser(api);
    await browser.logIn(ada);
    statements = statementsOf(api);
  });
  beforeEach(() => {
    statements.length = 0;
  });
  afterAll(async () => {
    await api.stop();
    await rm(folder, { recursive: true });
  });

  it('is one statement the first time, for the session and its person together, and none after that [FL-034] [FL-029]', async () => {
    await browser.logIn(ada);
    statements.length = 0;
    await browser.send('GET', '/api/session');
    expect(statements).toHaveLength(1);

    await browser.send('GET', '/api/session');
    await browser.send('GET', `/api/users/${ada.user.id}`);
    expect(statements.filter((statement) => statement.includes('sessions'))).toHaveLength(1);
  });

  it('is nothing for a token that was made up, or changed by one character [SE-04]', async () => {
    for (const token of tamperedTokens(browser.token)) {
      const forger = new WireBrowser(api);
      forger.plant('sid', token);
      expect(await forger.whoAmI()).toBeNull();
    }

    expect(statements).toEqual([]);
    expect(await browser.whoAmI()).toBe(ada.user.username);
  });

  it('is no write and no cookie where nothing changes [FL-093]', async () => {
    const answers = [
      await browser.send('GET', '/api/session'),
      await browser.send('GET', '/api/users'),
      await browser.send('GET', '/api/account/sessions'),
      await browser.send('GET', '/api/counter'),
    ];

    expect(statements.filter((statement) => !/^\s*SELECT/i.test(statement))).toEqual([]);
    expect(answers.flatMap(({ headers }) => headers.getSetCookie())).toEqual([]);
  });

  it('is nothing at all for files, health checks, and cookies of another shape [FL-143] [SE-04]', async () => {
    const file = await browser.send('GET', '/assets/app.js');
    await browser.send('GET', '/api/health/live');
    const stranger = new WireBrowser(api);
    stranger.plant('sid', 'of another shape');
    await stranger.send('GET', '/api/session');

    expect(statements).toEqual([]);
    expect(file.status).toBe(200);
    expect(file.headers.getSetCookie()).toEqual([]);
    expect(file.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  it('is nothing on a route that asks nobody’s name [FL-144]', async () => {
    await browser.send('GET', '/api/shop/cookies');

    expect(statements.filter((statement) => statement.includes('sessions'))).toEqual([]);
  });
});

describe('two applications in one process', () => {
  it('share nothing [FL-001]', async () => {
    const [strict, easy] = await Promise.all([
      startApi({ variables: { SESSION_PROTECTION: 'strong', SESSIONS_PER_USER: '1' } }),
      startApi({ variables: { FLASH_TEXTS: '{"logged_in":"Hello"}' } }),
    ]);
    try {
      const ada = await strict.register({ username: 'ada' });
      const other = await easy.register({ username: 'ada' });
      const [here, there] = [new WireBrowser(strict), new WireBrowser(easy)];
      await here.logIn(ada);
      await there.logIn(other);

      expect(await here.copy({ server: easy }).whoAmI()).toBeNull();
      expect((await other.client.session.current()).user).toEqual(other.user);
      expect((await ada.client.session.current()).user).toBeNull();
      expect(await there.read('DELETE', '/api/session/flash')).toMatchObject([{ text: 'Hello' }]);
      expect(await here.read('DELETE', '/api/session/flash')).toMatchObject([
        { text: "You've successfully logged in!" },
      ]);
    } finally {
      await Promise.all([strict.stop(), easy.stop()]);
    }
  });
});

describe('two applications on one host name', () => {
  it('log nobody in or out at the other one when their cookies have names of their own [ASK-007]', async () => {
    const [shop, forum] = await Promise.all([
      startApi({ variables: { COOKIE_PREFIX: 'shop-' } }),
      startApi({ variables: { COOKIE_PREFIX: 'forum-' } }),
    ]);
    try {
      const [ada, bob] = [await shop.register(), await forum.register()];
      const atShop = new WireBrowser(shop);
      await atShop.logIn(ada);
      const atForum = atShop.copy({ server: forum });
      await atForum.logIn(bob);

      const both = atForum.copy({ server: shop });
      expect(both.cookieNames).toEqual(['forum-known', 'forum-sid', 'shop-known', 'shop-sid']);
      expect(await both.whoAmI()).toBe(ada.user.username);
      await both.logOut();
      expect(await both.copy({ server: forum }).whoAmI()).toBe(bob.user.username);
    } finally {
      await Promise.all([shop.stop(), forum.stop()]);
    }
  });
});

/** Of the right shape: another id, another first and last character of the secret, none of it ours. */
function tamperedTokens(token: string): string[] {
  const other = (at: number) =>
    token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
  return [other(0), other(23), other(token.length - 1), `${'x'.repeat(22)}.${'y'.repeat(64)}`];
}
