import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { limitPolicy } from '../src/limits/limit-policy.ts';
import { type Api, newRegistration, password, startApi } from './api.ts';
import {
  browserAt,
  keepWaiting,
  newAddress,
  tried,
  tryPassword,
  waitOutDelays,
  waitOutWindows,
} from './guesser.ts';

describe('guessing from one address', () => {
  let api: Api;
  let other: Api;
  beforeAll(async () => {
    const variables = {
      TRUST_PROXY: '1',
      FAILURES_PER_ADDRESS: '20',
      REGISTRATIONS_PER_ADDRESS: '5',
    };
    api = await startApi({ variables });
    other = await startApi({ variables, databaseUrl: api.databaseUrl });
  });
  beforeEach(() => waitOutWindows(api));
  afterAll(async () => {
    await other.stop();
    await api.stop();
  });

  let ghosts = 0;
  function ghost(): string {
    ghosts += 1;
    return `ghost.${ghosts}`;
  }

  /** How many passwords were looked at, of so many tries at as many accounts, each by another process than the last. */
  async function looked(tries: number, addressOf: (n: number) => string): Promise<number> {
    const statuses: number[] = [];
    for (let n = 0; n < tries; n++)
      statuses.push(
        (await tryPassword(browserAt(n % 2 ? api : other, addressOf(n)), ghost(), 'x')).status,
      );
    const before = statuses.filter((status) => status === 401).length;
    expect(statuses).toEqual(statuses.map((_, n) => (n < before ? 401 : 429)));
    return before;
  }

  it('ends after twenty failures, whatever accounts they were for, in all processes together [TH-04] [TH-13]', async () => {
    const address = newAddress();
    expect(await looked(23, () => address)).toBe(20);
    expect((await tryPassword(browserAt(api, newAddress()), ghost(), 'x')).status).toBe(401);
  });

  it('counts a network of IPv6 as one, and every IPv4 address as itself [TH-05]', async () => {
    expect(await looked(22, (n) => `2001:db8:0:7::${n.toString(16)}`)).toBe(20);
    expect((await tryPassword(browserAt(api, '2001:db8:0:8::1'), ghost(), 'x')).status).toBe(401);
    expect(await looked(22, (n) => `::ffff:198.51.100.${n}`)).toBe(22);
  });

  it('does not count tries that nobody looked at, and leaves nothing of those that were refused [TH-04]', async () => {
    const address = newAddress();
    const ada = await api.register();
    for (let n = 0; n < 5; n++)
      await tryPassword(browserAt(api, newAddress()), ada.user.email, 'x');
    await keepWaiting(api);
    for (let n = 0; n < 25; n++)
      expect((await tryPassword(browserAt(api, address), ada.user.email, password)).status).toBe(
        429,
      );
    expect(await looked(22, () => address)).toBe(20);

    await waitOutWindows(api);
    await api.database.query(`INSERT INTO rate_limits VALUES ($1, 20, $2)`, [
      `address:${address}`,
      Date.now() + 60_000,
    ]);
    expect(await looked(30, () => address)).toBe(0);
    expect(await api.database.query('SELECT key FROM rate_limits')).toEqual([
      { key: `address:${address}` },
    ]);
  });

  it('does not count log-ins that succeed [TH-04]', async () => {
    const address = newAddress();
    const ada = await api.register();
    for (let n = 0; n < 25; n++)
      expect((await browserAt(api, address).logIn(ada)).status).toBe(200);
  });

  it('ends after ten failures at one account, while others go on [TH-04]', async () => {
    const address = newAddress();
    const name = ghost();
    const statuses: number[] = [];
    for (let n = 0; n < 12; n++) {
      statuses.push((await tryPassword(browserAt(api, address), name, 'x')).status);
      await waitOutDelays(api);
    }
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429, 429]);
    expect((await tryPassword(browserAt(api, address), ghost(), 'x')).status).toBe(401);
    expect((await tryPassword(browserAt(api, newAddress()), name, 'x')).status).toBe(401);
  });

  it('ends sooner for everybody while passwords are tried everywhere, but not in a browser that is known [TH-04]', async () => {
    const ada = await api.register();
    const own = browserAt(api, newAddress());
    await own.logIn(ada);
    await own.logOut();
    const { failures, window, weight } = limitPolicy.everybody;
    await api.database.query(`INSERT INTO rate_limits VALUES ('everybody:', $1, $2)`, [
      failures,
      Date.now() + window * 1000,
    ]);
    await tryPassword(browserAt(api, newAddress()), ghost(), 'x');
    await tryPassword(browserAt(other, newAddress()), ghost(), 'x');

    const address = newAddress();
    expect(await looked(8, () => address)).toBe(20 / weight);
    for (let n = 0; n < 8; n++) {
      expect((await own.logIn(ada)).status).toBe(200);
      await own.logOut();
    }
  });

  it('registers five accounts in an hour, and asks for no more names [TH-11]', async () => {
    const address = newAddress();
    const register = (username: string, server = api) =>
      browserAt(server, address).send('POST', '/api/users', newRegistration({ username }));
    const statuses: number[] = [];
    const common = {
      username: 'settler.0',
      password: 'passwordpassword',
      passwordConfirmation: 'passwordpassword',
    };
    for (let n = 0; n < 6; n++)
      expect(
        (await browserAt(api, address).send('POST', '/api/users', newRegistration(common))).status,
      ).toBe(422);
    for (let n = 0; n < 4; n++)
      statuses.push((await register(`settler.${n}`, n % 2 ? api : other)).status);
    expect((await register('settler.0')).status).toBe(409);
    const refused = await tried(await register('settler.9', other));
    expect(statuses).toEqual([201, 201, 201, 201]);
    expect(refused.status).toBe(429);
    expect(refused.retryAfter).toBeGreaterThan(3500);
    expect(
      (await browserAt(api, newAddress()).send('POST', '/api/users', newRegistration())).status,
    ).toBe(201);
    // What is malformed is no registration, and neither is a password that is refused.
    expect((await register('')).status).toBe(422);
  });

  it('outlives a restart of the server [TH-13]', async () => {
    const address = newAddress();
    const ada = await api.register();
    for (let n = 0; n < 20; n++) await tryPassword(browserAt(api, address), ghost(), 'x');
    for (let n = 0; n < 5; n++)
      await tryPassword(browserAt(api, newAddress()), ada.user.email, 'x');
    const variables = { TRUST_PROXY: '1', FAILURES_PER_ADDRESS: '20' };
    await keepWaiting(api);
    const again = await startApi({ variables, databaseUrl: api.databaseUrl });
    try {
      expect((await tryPassword(browserAt(again, address), ghost(), 'x')).status).toBe(429);
      const late = await tryPassword(browserAt(again, newAddress()), ada.user.email, password);
      expect(late.status).toBe(429);
    } finally {
      await again.stop();
    }
  });
});
