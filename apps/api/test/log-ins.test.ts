import type { LogInHistory } from '@gatehouse/auth-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Api, type Person, startApi } from './api.ts';
import { statementsOf } from './statement-list.ts';
import { WireBrowser } from './wire-browser.ts';

const firefox = {
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
};

describe('the log-in before this one', () => {
  let api: Api;
  let ada: Person;
  beforeAll(async () => {
    api = await startApi();
  });
  beforeEach(async () => {
    ada = await api.register();
  });
  afterAll(() => api.stop());

  const logInsIn = (browser: WireBrowser) =>
    browser.read<LogInHistory>('GET', '/api/account/log-ins');

  const keyOf = async ({ sessionId }: WireBrowser) =>
    (await api.database.query('SELECT key FROM sessions WHERE id = $1', [sessionId]))[0].key;

  it('is none after a registration, which counts as a log-in [ASK-045]', async () => {
    expect(await ada.client.account.logIns()).toEqual({ count: 1, previous: null });
  });

  it('is told with time, device and network, whether it goes on or not [ASK-045]', async () => {
    const [first, second] = [new WireBrowser(api, firefox), new WireBrowser(api)];
    await first.logIn(ada);
    const { session } = await first.view();
    await first.logOut();
    await new WireBrowser(api).send('POST', '/api/session', {
      identifier: ada.user.username,
      password: 'eleven wrong umbrellas',
    });
    await second.logIn(ada);

    expect(await logInsIn(second)).toEqual({
      count: 3,
      previous: {
        at: session?.createdAt,
        device: { browser: 'Firefox', os: 'Linux' },
        address: '127.0.0.0',
      },
    });
  });

  it('stays the same while the session is renewed and others log in [ASK-045]', async () => {
    const browser = new WireBrowser(api);
    await browser.logIn(ada);
    const { previous } = await logInsIn(browser);
    await browser.send('POST', '/api/session/confirmation', { password: ada.password });
    await new WireBrowser(api, firefox).logIn(ada);

    expect(previous).not.toBeNull();
    expect(await logInsIn(browser)).toEqual({ count: 3, previous });
  });

  it('is found without reading all of them, and a thousand are counted', async () => {
    await api.database.query(
      `INSERT INTO security_events (name, user_id, at)
       SELECT 'session_created', $1, now() - n * interval '1 min' FROM generate_series(1, 3000) n`,
      [ada.user.id],
    );
    await api.database.query('ANALYZE security_events');
    const browser = new WireBrowser(api);
    await browser.logIn(ada);
    const statements = statementsOf(api);
    const { count, previous } = await logInsIn(browser);
    const read = statements.find((statement) => statement.includes('session_created'));
    const plan: { 'QUERY PLAN': string }[] = await api.database.query(
      `EXPLAIN (ANALYZE, TIMING OFF, COSTS OFF) ${read}`,
      [ada.user.id, await keyOf(browser)],
    );
    const lines = plan.map((line) => line['QUERY PLAN']);

    expect([count, previous?.device.browser]).toEqual([1000, 'node']);
    const readRows = lines.map((line) => Number(/actual rows=(\d+)/.exec(line)?.[1] ?? 0));
    expect(Math.max(...readRows)).toBe(1000);
  });

  it('is nobody else’s, and no visitor’s [ASK-045]', async () => {
    const bob = await api.register();
    expect(await bob.client.account.logIns()).toEqual({ count: 1, previous: null });
    expect((await new WireBrowser(api).send('GET', '/api/account/log-ins')).status).toBe(401);
  });

  it('costs a log-in one row, and no transaction of its own [ASK-045]', async () => {
    const statements = statementsOf(api);
    await new WireBrowser(api).logIn(ada);
    const ofEvents = statements.filter((statement) => statement.includes('security_events'));
    const commits = statements.filter((statement) => /^COMMIT/.test(statement));

    expect(ofEvents).toEqual([expect.stringMatching(/^INSERT/)]);
    expect(commits).toHaveLength(1);
  });
});
