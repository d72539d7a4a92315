import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api, type Person, startApi } from './api.ts';
import { WireBrowser } from './wire-browser.ts';

describe('the sessions of one person', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.stop());

  const idsOf = async ({ user }: Person): Promise<string[]> =>
    (await api.database.query('SELECT id FROM sessions WHERE user_id = $1', [user.id])).map(
      ({ id }: { id: string }) => id,
    );

  it('are exactly ten after fifty log-ins at once [SE-15] [LG-10]', async () => {
    const ada = await api.register();
    const browsers = Array.from({ length: 50 }, () => new WireBrowser(api));

    const answers = await Promise.all(browsers.map((browser) => browser.logIn(ada)));
    expect(answers.map(({ status }) => status)).toEqual(new Array(50).fill(200));

    const ids = await idsOf(ada);
    expect(ids).toHaveLength(10);
    const names = await Promise.all(browsers.map((browser) => browser.whoAmI()));
    expect(names.filter((name) => name === ada.user.username)).toHaveLength(10);
    expect(names.filter((name) => name === null)).toHaveLength(40);
  });

  it('are ten although several log-ins find room at the same moment [SE-15]', async () => {
    const ada = await api.register();
    for (let time = 0; time < 9; time++) await new WireBrowser(api).logIn(ada);
    const runner = api.database.createQueryRunner();
    await runner.startTransaction();
    await runner.query('LOCK TABLE sessions IN SHARE MODE');

    const asked = Array.from({ length: 6 }, () => new WireBrowser(api).logIn(ada));
    await new Promise((resolve) => setTimeout(resolve, 500));
    await runner.commitTransaction();
    await runner.release();

    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual(Array(6).fill(200));
    expect(await idsOf(ada)).toHaveLength(10);
  });

  it('lose the one that was used the longest ago, and nobody else’s [SE-15]', async () => {
    const [ada, bob] = [await api.register(), await api.register()];
    const browsers = Array.from({ length: 9 }, () => new WireBrowser(api));
    for (const browser of browsers) await browser.logIn(ada);
    const [first, second] = browsers;
    await api.database.query(
      `UPDATE sessions SET last_seen_at = now() - interval '5 min' WHERE id = $1`,
      [second?.sessionId],
    );

    await new WireBrowser(api).logIn(ada);

    expect(await second?.whoAmI()).toBeNull();
    expect(await first?.whoAmI()).toBe(ada.user.username);
    expect(await idsOf(ada)).toHaveLength(10);
    expect(await idsOf(bob)).toHaveLength(1);
  });

  it('lose those that are past their time before one that is alive [SE-15] [SE-09]', async () => {
    const ada = await api.register();
    const browsers = Array.from({ length: 9 }, () => new WireBrowser(api));
    for (const browser of browsers) await browser.logIn(ada);
    const expired = browsers.at(-1);
    await api.database.query(
      `UPDATE sessions SET idle_expires_at = now() - interval '1 s' WHERE id = $1`,
      [expired?.sessionId],
    );

    await new WireBrowser(api).logIn(ada);

    expect(await idsOf(ada)).not.toContain(expired?.sessionId);
    for (const browser of browsers.slice(0, -1)) expect(await browser.whoAmI()).not.toBeNull();
  });

  it('do not grow with log-ins in one browser [SE-15] [S-059]', async () => {
    const ada = await api.register();
    const browser = new WireBrowser(api);
    for (let time = 0; time < 4; time++) await browser.logIn(ada);

    expect(await idsOf(ada)).toHaveLength(2);
  });
});

describe('the limit of sessions', () => {
  it('is the operator’s choice [SE-15] [ASK-005]', async () => {
    const api = await startApi({ variables: { SESSIONS_PER_USER: '1' } });
    try {
      const ada = await api.register();
      const [one, two] = [new WireBrowser(api), new WireBrowser(api)];
      await one.logIn(ada);
      await two.logIn(ada);

      expect([await one.whoAmI(), await two.whoAmI()]).toEqual([null, ada.user.username]);
      expect((await ada.client.session.current()).user).toBeNull();
    } finally {
      await api.stop();
    }
  });
});
