import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newSecretKey } from '../src/config/secret-keys.ts';
import { type Api, type Person, startApi } from './api.ts';
import { WireBrowser } from './wire-browser.ts';

describe('a busy pair of processes', () => {
  let apis: readonly [Api, Api];
  let ada: Person;
  let owner: WireBrowser;
  beforeAll(async () => {
    const variables = { SECRET_KEYS: newSecretKey(), SESSIONS_PER_USER: '7' };
    const one = await startApi({ variables });
    apis = [one, await startApi({ variables, databaseUrl: one.databaseUrl })];
  });
  afterAll(async () => {
    const [one, two] = apis;
    await two.stop();
    await one.stop();
  });
  beforeEach(async () => {
    ada = await apis[0].register();
    owner = new WireBrowser(apis[0]);
    await owner.logIn(ada);
  });

  const query = (statement: string, parameters: unknown[] = [owner.sessionId]) =>
    apis[0].database.query(statement, parameters);
  const makeDue = () =>
    query(`UPDATE sessions SET rotated_at = rotated_at - interval '16 minutes' WHERE id = $1`);
  const thefts = () =>
    query(`SELECT id FROM security_events WHERE name = 'session_stolen' AND user_id = $1`, [
      ada.user.id,
    ]);
  /** The browser as it is now, many times over, every other one at the other process. */
  const copies = (count: number, browser = owner) =>
    Array.from({ length: count }, (_, index) => browser.copy({ server: atProcess(index) }));
  const atProcess = (index: number) => (index % 2 === 0 ? apis[0] : apis[1]);
  const names = (browsers: readonly WireBrowser[]) =>
    Promise.all(browsers.map((browser) => browser.whoAmI()));
  const everyone = (count: number) => Array.from({ length: count }, () => ada.user.username);

  it('serves fifty requests at once while a secret is renewed, and gives them one new cookie [FL-087]', async () => {
    const { token: old } = owner;
    await makeDue();
    const browsers = copies(50);

    expect(await names(browsers)).toEqual(everyone(50));

    const renewed = new Set(browsers.map(({ token }) => token).filter((token) => token !== old));
    expect(renewed.size).toBe(1);
    owner.plant('sid', [...renewed].join());
    expect(await names(copies(2))).toEqual(everyone(2));
    expect(await thefts()).toEqual([]);
  });

  it('loses nothing that such requests write [FL-087] [SE-17]', async () => {
    await owner.send('PUT', '/api/counter');
    await makeDue();

    await Promise.all(copies(40).map((browser) => browser.send('POST', '/api/counter')));

    expect(await owner.read('GET', '/api/counter')).toEqual({ count: 40 });
  });

  it('logs nobody out whose browser never gets the answer, however often it is due [FL-087]', async () => {
    const offered = new Set<string>();
    for (let round = 0; round < 3; round++) {
      await makeDue();
      const deaf = copies(10);
      expect(await names(deaf)).toEqual(everyone(10));
      for (const { token } of deaf) if (token !== owner.token) offered.add(token);
    }

    expect(offered.size).toBe(1);
    expect(await owner.whoAmI()).toBe(ada.user.username);
    expect([...offered]).toEqual([owner.token]);
  });

  it('bears an answer that arrives after its cookie was used [FL-087]', async () => {
    const slow = owner.copy({ server: apis[1] });
    await makeDue();
    await owner.whoAmI();
    await slow.whoAmI();
    expect(await names(copies(4))).toEqual(everyone(4));

    owner.plant('sid', slow.token);

    expect(await names(copies(4))).toEqual(everyone(4));
    expect(await owner.whoAmI()).toBe(ada.user.username);
    expect(await thefts()).toEqual([]);
  });

  it('renews once each time for a browser that asks one process and the other in turn [FL-087]', async () => {
    let turn = 0;
    const raw = (path: string, init?: RequestInit) => atProcess(turn++).raw(path, init);
    const browser = owner.copy({ server: { raw } });
    const all = new Set<string>();
    for (let time = 0; time < 5; time++) {
      await makeDue();
      const tokens = new Set<string>();
      for (let request = 0; request < 6; request++) {
        expect(await browser.whoAmI()).toBe(ada.user.username);
        tokens.add(browser.token);
      }
      expect(tokens.size).toBe(1);
      all.add(browser.token);
    }
    expect(all.size).toBe(5);
    expect(await thefts()).toEqual([]);
  });

  it('lets the secret before serve at the same time as the new one, and offers it nothing [FL-087]', async () => {
    const before = owner.copy();
    await makeDue();
    await owner.whoAmI();
    await owner.whoAmI();
    const late = copies(20, before);

    expect(await names([...late, ...copies(20)])).toEqual(everyone(40));

    expect(new Set(late.map(({ token }) => token))).toEqual(new Set([before.token]));
    expect(await thefts()).toEqual([]);
  });

  it('brings back no session that ends at the same moment [SE-10] [SE-11]', async () => {
    const phone = new WireBrowser(apis[1]);
    await phone.logIn(ada);
    await makeDue();
    const browsers = copies(20);
    const asked = browsers.map((browser) => browser.send('GET', '/api/session'));
    const path = `/api/account/sessions/${owner.sessionId}`;

    expect((await phone.send('DELETE', path)).status).toBe(204);
    const after = await names(copies(2));
    await Promise.all(asked);

    expect(after).toEqual([null, null]);
    expect(await names(browsers)).toEqual(browsers.map(() => null));
    expect(await query('SELECT 1 FROM sessions WHERE id = $1')).toEqual([]);
  });

  it('tells of a copied cookie once, however many requests find it out [FL-087]', async () => {
    const thief = owner.copy();
    await makeDue();
    await owner.whoAmI();
    await owner.whoAmI();
    await query(
      `UPDATE sessions SET previous_until = previous_until - interval '11 s' WHERE id = $1`,
    );

    await names([...copies(20, thief), ...copies(20)]);

    expect(await names([...copies(2, thief), ...copies(2)])).toEqual([null, null, null, null]);
    expect(await thefts()).toHaveLength(1);
  });

  it('keeps the limit: fifty log-ins at both processes leave as many as are allowed [SE-15] [LG-10]', async () => {
    const browsers = Array.from({ length: 50 }, (_, index) => new WireBrowser(atProcess(index)));

    const answers = await Promise.all(browsers.map((browser) => browser.logIn(ada)));

    expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(200));
    expect(await query('SELECT id FROM sessions WHERE user_id = $1', [ada.user.id])).toHaveLength(
      7,
    );
    const opened = await names(browsers);
    expect(opened.filter((name) => name !== null)).toHaveLength(7);
  });

  it('keeps it also for log-ins that find room at the same moment [SE-15]', async () => {
    for (let time = 0; time < 4; time++) await new WireBrowser(apis[0]).logIn(ada);
    const runner = apis[0].database.createQueryRunner();
    await runner.startTransaction();
    await runner.query('LOCK TABLE sessions IN SHARE MODE');

    const asked = Array.from({ length: 8 }, (_, index) =>
      new WireBrowser(atProcess(index)).logIn(ada),
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    await runner.commitTransaction();
    await runner.release();

    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect(await query('SELECT id FROM sessions WHERE user_id = $1', [ada.user.id])).toHaveLength(
      7,
    );
  });
});
