import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Api, type Person, startApi } from './api.ts';
import { WireBrowser } from './wire-browser.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

interface Life {
  readonly idle: number;
  readonly absolute: number;
}

describe('the life of a session', () => {
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

  /** Lets the database's clock run on for this session: all its times move into the past. */
  const age = (milliseconds: number) =>
    api.database.query(
      `UPDATE sessions SET created_at = created_at - $2 * interval '1 ms',
              authenticated_at = authenticated_at - $2 * interval '1 ms',
              fresh_until = fresh_until - $2 * interval '1 ms',
              last_seen_at = last_seen_at - $2 * interval '1 ms',
              idle_expires_at = idle_expires_at - $2 * interval '1 ms',
              expires_at = expires_at - $2 * interval '1 ms' WHERE id = $1`,
      [browser.sessionId, milliseconds],
    );

  /** How much of it is left, by the database's clock. */
  const left = async (): Promise<Life> =>
    (
      await api.database.query(
        `SELECT extract(epoch FROM idle_expires_at - now())::float * 1000 AS idle,
                extract(epoch FROM expires_at - now())::float * 1000 AS absolute
           FROM sessions WHERE id = $1`,
        [browser.sessionId],
      )
    )[0];

  it('is half an hour idle and half a day in all [S-086] [S-201] [SE-07] [SE-08]', async () => {
    const { idle, absolute } = await left();

    expect([idle, absolute]).toEqual([near(30 * MINUTE), near(12 * HOUR)]);
    const { session } = await browser.view();
    expect(Date.parse(session?.idleExpiresAt ?? '') - Date.parse(session?.createdAt ?? '')).toEqual(
      near(30 * MINUTE),
    );
  });

  it('ends when it is not used for long enough, though the cookie is still there [SE-07] [S-201] [ASK-014]', async () => {
    await age(30 * MINUTE);

    expect(await browser.view()).toEqual({ user: null, session: null, flash: 0 });
    expect((await browser.send('GET', '/api/users')).status).toBe(401);
  });

  it('goes on with use [EXT-041] [S-086] [SE-07]', async () => {
    await age(29 * MINUTE);
    expect(await browser.whoAmI()).toBe(ada.user.username);
    await age(29 * MINUTE);

    expect(await browser.whoAmI()).toBe(ada.user.username);
    expect((await left()).idle).toEqual(near(30 * MINUTE));
  });

  it('is never used beyond its absolute limit [S-086] [SE-08] [SE-09] [RT-04]', async () => {
    for (let used = 0; used < 23; used++) {
      await age(29 * MINUTE);
      expect(await browser.whoAmI()).toBe(ada.user.username);
    }
    await age(29 * MINUTE);
    expect(await browser.whoAmI()).toBe(ada.user.username);
    const { idle, absolute } = await left();
    expect(idle).toBeLessThanOrEqual(absolute);

    await age(25 * MINUTE);
    expect(await browser.whoAmI()).toBeNull();
  });

  it('does not begin anew with a confirmation or a new secret [SE-08]', async () => {
    await age(5 * HOUR - MINUTE);
    await api.database.query(
      `UPDATE sessions SET idle_expires_at = now() + interval '30 min' WHERE id = $1`,
      [browser.sessionId],
    );

    await browser.send('POST', '/api/session/confirmation', { password: ada.password });

    expect((await left()).absolute).toEqual(near(7 * HOUR + MINUTE));
  });

  it('begins anew with a log-in [SE-08]', async () => {
    await age(29 * MINUTE);
    await browser.logIn(ada);

    expect((await left()).absolute).toEqual(near(12 * HOUR));
  });

  it('is not read from a row that is past its time, whoever forgot to remove it [SE-09] [RT-04]', async () => {
    await age(13 * HOUR);
    await api.database.query(
      `UPDATE sessions SET idle_expires_at = now() + interval '1 day' WHERE id = $1`,
      [browser.sessionId],
    );

    expect(await browser.whoAmI()).toBeNull();
    expect(
      (await browser.send('POST', '/api/session/confirmation', { password: ada.password })).status,
    ).toBe(401);
    expect(await browser.read('POST', '/api/counter')).toEqual({ count: null });
  });

  it('is over for good once it was found to be over, whatever the clock says later [D-10]', async () => {
    await age(31 * MINUTE);
    expect(await browser.whoAmI()).toBeNull();
    await age(-60 * MINUTE);

    expect(await browser.whoAmI()).toBeNull();
  });

  it('is not extended by what a page asks in the background [SE-07]', async () => {
    const background = { 'gatehouse-background': 'true' };
    await age(20 * MINUTE);
    for (let time = 0; time < 3; time++)
      expect((await browser.send('GET', '/api/session', undefined, background)).status).toBe(200);
    expect((await left()).idle).toEqual(near(10 * MINUTE));

    await age(10 * MINUTE);
    const response = await browser.send('GET', '/api/session', undefined, background);
    expect(await response.json()).toMatchObject({ user: null });
  });

  it('is written down at most once a minute [SE-07] [FL-093]', async () => {
    const seen = async () =>
      (
        await api.database.query('SELECT xmin, last_seen_at FROM sessions WHERE id = $1', [
          browser.sessionId,
        ])
      )[0];
    const before = await seen();
    for (let time = 0; time < 5; time++) await browser.send('GET', '/api/session');
    expect(await seen()).toEqual(before);

    await age(MINUTE + 1);
    const aged = await seen();
    await browser.send('GET', '/api/session');
    expect(await seen()).not.toEqual(aged);
  });

  it('of a visitor ends like any other [S-086] [SE-07]', async () => {
    browser = new WireBrowser(api);
    await browser.send('PUT', '/api/counter');
    expect(await browser.read('POST', '/api/counter')).toEqual({ count: 1 });
    await age(30 * MINUTE);

    expect(await browser.read('GET', '/api/counter')).toEqual({ count: null });
    expect(await browser.read('DELETE', '/api/session/flash')).toEqual([]);
  });
});

describe('a session with spans of the operator’s choice', () => {
  it('ends by them, on the real clock [SE-07] [SE-08] [FL-074] [FL-118]', async () => {
    const api = await startApi({
      variables: { SESSION_IDLE: '1s', SESSION_ABSOLUTE: '2s', FRESH_FOR: '1s' },
    });
    try {
      const ada = await api.register();
      const used = new WireBrowser(api);
      const unused = new WireBrowser(api);
      await Promise.all([used.logIn(ada), unused.logIn(ada)]);
      const begun = Date.now();

      while (Date.now() - begun < 1300) {
        expect(await used.whoAmI()).toBe(ada.user.username);
        await pause(200);
      }
      expect(await unused.whoAmI()).toBeNull();
      expect((await used.view()).session?.freshUntil).toBeNull();
      await pause(Math.max(0, 2100 - (Date.now() - begun)));
      expect(await used.whoAmI()).toBeNull();
    } finally {
      await api.stop();
    }
  });
});

function near(milliseconds: number): number {
  return expect.closeTo(milliseconds, -4) as unknown as number;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
