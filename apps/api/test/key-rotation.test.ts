import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newSecretKey } from '../src/config/secret-keys.ts';
import { type Api, type Person, startApi } from './api.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { WireBrowser } from './wire-browser.ts';

const [older, newer] = [newSecretKey(), newSecretKey()];

/** Processes get a new list of keys one after the other: at any time two lists are in use. */
describe('a new key, on one process after the other', () => {
  let database: TestDatabase;
  let api: Api;
  let ada: Person;
  let browser: WireBrowser;
  const running: Api[] = [];
  beforeAll(async () => {
    database = await createTestDatabase();
    api = await start(older);
    running.length = 0;
    ada = await api.register();
  });
  beforeEach(async () => {
    browser = new WireBrowser(api);
    await browser.logIn(ada);
  });
  afterEach(async () => {
    for (const other of running.splice(0)) await other.stop();
  });
  afterAll(async () => {
    await api.stop();
    await database.drop();
  });

  async function start(...keys: string[]): Promise<Api> {
    const variables = { SECRET_KEYS: keys.join(',') };
    const started = await startApi({ databaseUrl: database.url, variables });
    running.push(started);
    return started;
  }

  /** The session gets its next secret from this process, which then sees it used. */
  async function rotate(someone: WireBrowser): Promise<void> {
    const before = someone.token;
    await api.database.query(
      `UPDATE sessions SET rotated_at = rotated_at - interval '16 minutes' WHERE id = $1`,
      [someone.sessionId],
    );
    await someone.whoAmI();
    expect(someone.token).not.toBe(before);
    await someone.whoAmI();
  }

  const isThere = async (someone: WireBrowser, server: Api): Promise<boolean> =>
    (await someone.copy({ server }).whoAmI()) === ada.user.username;

  it('logs nobody out when it stands last everywhere before it stands first anywhere [D-21]', async () => {
    const taught = await start(older, newer);
    expect(await isThere(browser, taught)).toBe(true);
    const there = browser.copy({ server: taught });
    await rotate(there);
    expect(await isThere(there, api)).toBe(true);

    const using = await start(newer, older);
    const early = new WireBrowser(using);
    await early.logIn(ada);
    const moved = there.copy({ server: using });
    await rotate(moved);

    for (const someone of [early, moved])
      for (const server of [taught, using]) expect(await isThere(someone, server)).toBe(true);
    const back = moved.copy({ server: taught });
    await rotate(back);
    expect(await isThere(back, using)).toBe(true);
  });

  it('offers a lost secret again from a process where the other key stands first [D-21]', async () => {
    const [taught, using] = [await start(older, newer), await start(newer, older)];
    await api.database.query(`UPDATE sessions SET rotated_at = 'epoch' WHERE id = $1`, [
      browser.sessionId,
    ]);
    const first = browser.copy({ server: using });
    await first.whoAmI();
    const second = browser.copy({ server: taught });
    await second.whoAmI();

    expect(second.token).toBe(first.token);
    expect(await isThere(second, using)).toBe(true);
  });

  it('put first too early makes visitors where it is not known, but nobody a thief [D-21]', async () => {
    const using = await start(newer, older);
    const moved = browser.copy({ server: using });
    await rotate(moved);

    const response = await moved.copy({ server: api }).send('GET', '/api/session');

    expect(await response.json()).toMatchObject({ user: null });
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(await isThere(moved, using)).toBe(true);
    expect(
      await api.database.query(
        `SELECT 1 FROM security_events WHERE name = 'session_stolen' AND user_id = $1`,
        [ada.user.id],
      ),
    ).toEqual([]);
  });

  it('outlives the old one: what was used since then goes on, the rest ends [D-21] [S-190]', async () => {
    const unused = browser.copy();
    const used = new WireBrowser(api);
    await used.logIn(ada);
    const moved = used.copy({ server: await start(newer, older) });
    await rotate(moved);

    const last = await start(newer);

    expect(await isThere(moved, last)).toBe(true);
    expect(await isThere(unused, last)).toBe(false);
    expect((await unused.copy({ server: last }).send('GET', '/api/users')).status).toBe(401);
    expect((await unused.copy({ server: last }).logIn(ada)).status).toBe(200);
  });
});
