import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { limitPolicy } from '../src/limits/limit-policy.ts';
import { type Api, type Person, password, startApi } from './api.ts';
import {
  browserAt,
  keepWaiting,
  newAddress,
  type Tried,
  tried,
  tryPassword,
  waitOutDelays,
} from './guesser.ts';
import type { WireBrowser } from './wire-browser.ts';

const { freeTries, longestDelay, failuresInARow } = limitPolicy.account;

describe('guessing the password of an account', () => {
  let api: Api;
  let ada: Person;
  beforeAll(async () => {
    api = await startApi({ variables: { TRUST_PROXY: '1' } });
  });
  beforeEach(async () => {
    ada = await api.register();
  });
  afterAll(() => api.stop());

  const guess = (identifier: string, browser = browserAt(api, newAddress())) =>
    tryPassword(browser, identifier, 'a guess that is wrong');
  const logIn = (browser = browserAt(api, newAddress())) =>
    tryPassword(browser, ada.user.username, password);

  async function guesses(identifier: string, count: number): Promise<Tried[]> {
    const answers: Tried[] = [];
    for (let done = 0; done < count; done++) {
      answers.push(await guess(identifier));
      await keepWaiting(api);
    }
    return answers;
  }

  /** How long the next try has to wait after each of so many, in seconds. */
  async function delays(identifier: string, count: number): Promise<number[]> {
    const seconds: number[] = [];
    for (let done = 0; done < count; done++) {
      await waitOutDelays(api);
      expect((await guess(identifier)).status).toBe(401);
      const [{ delay }] = await api.database.query(
        `SELECT extract(epoch FROM next_try_at - last_try_at)::int AS delay
           FROM password_failures ORDER BY last_try_at DESC LIMIT 1`,
      );
      seconds.push(delay);
    }
    return seconds;
  }

  /** Somebody failed so often, a day and more between each two tries. */
  async function failedInARow(failures: number): Promise<void> {
    await api.database.query(
      `INSERT INTO password_failures (key, failures, tries, last_try_at, next_try_at)
       VALUES ($1, $2, 1, now() - interval '2 days', now() - interval '2 days')`,
      [`user:${ada.user.id}`, failures],
    );
  }

  it('is free five times, and waits longer each time after that, whether there is such an account or not [TH-03] [ASK-044] [D-49]', async () => {
    const ghost = `nobody.${ada.user.username}`;
    for (const identifier of [ada.user.username, ghost]) {
      const answers = await guesses(identifier, freeTries + 2);
      expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 429, 429]);
      expect(await delays(identifier, 4)).toEqual([2, 4, 8, 16]);
      await api.database.query('UPDATE password_failures SET tries = 60');
      expect(await delays(identifier, 2)).toEqual([longestDelay, longestDelay]);
    }
  });

  it('says when to try again, in the body and in the header, and lets the right password in then', async () => {
    await guesses(ada.user.username, freeTries);
    const browser = browserAt(api, newAddress());
    const credentials = { identifier: ada.user.username, password };
    const response = await browser.send('POST', '/api/session', credentials);
    expect(response.headers.get('retry-after')).toMatch(/^3[56]\d\d$/);
    expect(await response.json()).toMatchObject({
      code: 'rate_limited',
      detail: 'Too many attempts. You can try again in 60 minutes.',
      retryAfter: Number(response.headers.get('retry-after')),
    });

    await waitOutDelays(api);
    expect((await logIn(browser)).status).toBe(200);
  });

  it('is delayed again at once after a delay, and again from the start after a quiet day [TH-08]', async () => {
    await guesses(ada.user.username, freeTries);
    for (let round = 0; round < 2; round++) {
      await waitOutDelays(api);
      expect((await guesses(ada.user.username, 2)).map(({ status }) => status)).toEqual([401, 429]);
    }
    await waitOutDelays(api, '25 hours');
    expect((await guesses(ada.user.username, 2)).map(({ status }) => status)).toEqual([401, 401]);
  });

  it('computes no more than is allowed for many at once, and counts exactly those [TH-07] [RT-14] [D-49] [LG-10]', async () => {
    const answers = await Promise.all(Array.from({ length: 200 }, () => guess(ada.user.username)));
    const wrong = answers.filter(({ status }) => status === 401).length;
    expect(answers.filter(({ status }) => ![401, 429, 503].includes(status))).toEqual([]);
    expect(wrong).toBeGreaterThanOrEqual(1);
    // Another one for each delay that ended while they waited for each other.
    expect(wrong).toBeLessThanOrEqual(freeTries + 3);
    const [counted] = await api.database.query(
      'SELECT failures FROM password_failures WHERE key = $1',
      [`user:${ada.user.id}`],
    );
    expect(counted).toEqual({ failures: wrong });
  });

  it('adds up over every path that takes a password [TH-09] [PW-08] [RT-14]', async () => {
    const { paths } = (await (await api.raw('/api/openapi.json')).json()) as {
      paths: Record<string, Record<string, { requestBody?: unknown }>>;
    };
    const taking = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([, { requestBody }]) =>
          /"(?:currentP|p)assword"/.test(JSON.stringify(requestBody ?? '')),
        )
        .map(([method]) => `${method.toUpperCase()} ${path}`),
    );
    // Registration and a reset take one that is new, and nobody's yet; a mailed registration that of its own link, with its
    // own tries.
    expect(taking.sort()).toEqual([
      'POST /api/password-resets',
      'POST /api/registrations',
      'POST /api/session',
      'POST /api/session/confirmation',
      'POST /api/users',
      'PUT /api/account/password',
    ]);

    const browser = browserAt(api, newAddress());
    await browser.logIn(ada);
    const password = 'a guess that is wrong';
    const next = 'the tide comes in at noon';
    const changed = { currentPassword: password, password: next, passwordConfirmation: next };
    const each = [
      () => browser.send('POST', '/api/session', { identifier: ada.user.username, password }),
      () => browser.send('POST', '/api/session', { identifier: ada.user.email, password }),
      () => browser.send('POST', '/api/session/confirmation', { password }),
      () => browser.send('PUT', '/api/account/password', changed),
    ];
    const statuses: number[] = [];
    for (const send of [...each, ...each]) {
      statuses.push((await tried(await send())).status);
      await keepWaiting(api);
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
  });

  it('ends for good after a hundred failures, however long they take, and the answer does not say so [TH-02]', async () => {
    await failedInARow(failuresInARow - 1);
    expect((await guess(ada.user.username)).status).toBe(401);
    await waitOutDelays(api, '2 days');
    expect(await logIn()).toEqual(await guess(`nobody.${ada.user.username}`));
    await waitOutDelays(api, '2 days');
    expect((await logIn()).status).toBe(401);

    const told = await api.database.query(
      `SELECT user_id AS id FROM security_events WHERE name = 'authn_login_lock' AND user_id = $1`,
      [ada.user.id],
    );
    expect(told).toEqual([{ id: ada.user.id }]);
    const before = api.log.length;
    const ghost = `nobody.at.all.${ada.user.username}`;
    await guess(ghost);
    await api.database.query(
      `UPDATE password_failures SET tries = 1, failures = $1, next_try_at = now() WHERE last_try_at =
         (SELECT max(last_try_at) FROM password_failures WHERE key LIKE 'unknown:%')`,
      [failuresInARow - 1],
    );
    await guess(ghost);
    expect(api.log.slice(before).filter((line) => line.includes('authn_login_lock'))).toHaveLength(
      1,
    );
    const ofNobody = `SELECT 1 FROM security_events WHERE name = 'authn_login_lock' AND user_id IS NULL`;
    expect(await api.database.query(ofNobody)).toEqual([]);
  });

  it('is forgotten with a new password [TH-02]', async () => {
    await failedInARow(failuresInARow + 1);
    expect((await logIn()).status).toBe(401);
    const next = 'the tide comes in at noon';
    await ada.client.account.changePassword({
      currentPassword: password,
      password: next,
      passwordConfirmation: next,
    });
    expect((await tryPassword(browserAt(api, newAddress()), ada.user.username, next)).status).toBe(
      200,
    );
  });

  it('is no way to lock a person out: sessions go on, and a browser that was used before has tries of its own [TH-10] [D-49]', async () => {
    const own = browserAt(api, newAddress());
    await own.logIn(ada);
    await own.logOut();
    await failedInARow(failuresInARow + 1);
    await guesses(ada.user.username, freeTries + 3);

    expect((await logIn()).status).toBe(429);
    expect((await ada.client.session.current()).user?.id).toBe(ada.user.id);
    const statuses: number[] = [];
    for (let wrong = 0; wrong < freeTries; wrong++)
      statuses.push((await guess(ada.user.username, own)).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401]);
    await keepWaiting(api);
    expect((await logIn(own)).status).toBe(429);
    await api.database.query(
      `UPDATE password_failures SET next_try_at = now() WHERE key LIKE 'browser:%'`,
    );
    expect((await logIn(own)).status).toBe(200);
    // Strangers keep the delay that they have earned.
    expect((await guesses(ada.user.username, 2)).at(-1)?.status).toBe(429);
  });

  it('is not easier with a mark that was made up, or that is of another person or too old [TH-10]', async () => {
    const other = await api.register();
    const others = browserAt(api, newAddress());
    await others.logIn(other);
    const old = browserAt(api, newAddress());
    await old.logIn(ada);
    await old.logOut();
    await api.database.query(
      `UPDATE known_browsers SET last_login_at = now() - interval '91 days' WHERE user_id = $1`,
      [ada.user.id],
    );
    const made = browserAt(api, newAddress());
    made.plant('known', 'AAAAAAAAAAAAAAAAAAAAAA');
    await guesses(ada.user.username, freeTries);

    for (const browser of [others, old, made]) expect((await logIn(browser)).status).toBe(429);
    await waitOutDelays(api);
    await logIn(made);
    // Beside one of its own, for whoever it may belong to.
    expect(markOf(made)).toMatch(/^[\w-]{22}\.A{22}$/);
    await keepWaiting(api);
    expect((await logIn(made)).status).toBe(200);
  });

  it('is not charged to anybody when the password could not be checked', async () => {
    await api.database.query('ALTER TABLE rate_limits RENAME TO limits_away');
    const answer = await logIn();
    await api.database.query('ALTER TABLE limits_away RENAME TO rate_limits');
    // A limit that cannot be counted lets nobody through [TH-13].
    expect(answer.status).toBe(500);
    const failures = await api.database.query('SELECT 1 FROM password_failures WHERE key = $1', [
      `user:${ada.user.id}`,
    ]);
    expect(failures).toEqual([]);
  });
});

function markOf(browser: WireBrowser): string | undefined {
  return /known=([^;]*)/.exec(browser.cookie)?.[1];
}
