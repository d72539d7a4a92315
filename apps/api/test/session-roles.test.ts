import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { readEnv } from '../src/config/env.ts';
import type { EnvError } from '../src/config/env-error.ts';
import { type Api, type Person, startApi } from './api.ts';
import { eventsOf } from './security-log.ts';
import { WireBrowser } from './wire-browser.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('limits of admins', () => {
  let api: Api;
  let root: Person;
  let ada: Person;
  beforeAll(async () => {
    api = await startApi({
      variables: {
        ADMIN_SESSION_IDLE: '5m',
        ADMIN_SESSION_ABSOLUTE: '1h',
        ADMIN_REMEMBER_IDLE: '1d',
        ADMIN_REMEMBER_ABSOLUTE: '2d',
      },
    });
    const { user, ...rest } = await api.registerAs('admin');
    root = await api.logIn({ ...rest, user });
  });
  beforeEach(async () => {
    ada = await api.register();
    // Fresh enough for whatever the test takes.
    root = await api.logIn(root);
  });
  afterAll(() => api.stop());

  /** Seconds that are left, to the nearest minute. */
  const left = async (id: string): Promise<{ idle: number; absolute: number } | undefined> => {
    const [found] = await api.database.query(
      `SELECT round(extract(epoch FROM idle_expires_at - now()) / 60)::int * 60 AS idle,
              round(extract(epoch FROM expires_at - now()) / 60)::int * 60 AS absolute
         FROM sessions WHERE id = $1`,
      [id],
    );
    return found;
  };

  const logIn = async (person: Person, remember = false): Promise<WireBrowser> => {
    const browser = new WireBrowser(api);
    await browser.logIn(person, remember);
    return browser;
  };

  it('begin with a log-in as admin, and not with that of others [ASK-040]', async () => {
    const sessions = [
      await logIn(ada),
      await logIn(ada, true),
      await logIn(root),
      await logIn(root, true),
    ];

    expect(await Promise.all(sessions.map(({ sessionId }) => left(sessionId)))).toEqual([
      { idle: 30 * MINUTE, absolute: 12 * HOUR },
      { idle: 14 * DAY, absolute: 30 * DAY },
      { idle: 5 * MINUTE, absolute: HOUR },
      { idle: DAY, absolute: 2 * DAY },
    ]);
  });

  it('hold for the use of a session, which moves the idle end alone [ASK-040] [SE-08]', async () => {
    const browser = await logIn(root);
    await api.database.query(
      `UPDATE sessions SET last_seen_at = last_seen_at - interval '2 min',
              idle_expires_at = idle_expires_at - interval '2 min' WHERE id = $1`,
      [browser.sessionId],
    );
    expect(await browser.whoAmI()).toBe(root.user.username);

    expect(await left(browser.sessionId)).toEqual({ idle: 5 * MINUTE, absolute: HOUR });
  });

  it('end a session that an admin does not use for so long [ASK-040]', async () => {
    const browser = await logIn(root);
    await api.database.query(
      `UPDATE sessions SET last_seen_at = last_seen_at - interval '5 min',
              idle_expires_at = idle_expires_at - interval '5 min' WHERE id = $1`,
      [browser.sessionId],
    );

    expect(await browser.whoAmI()).toBeNull();
  });

  it('shorten the sessions of whoever becomes one, and nobody else’s [ASK-040] [SE-08]', async () => {
    const bob = await api.register();
    const [plain, remembered, other] = [
      await logIn(ada),
      await logIn(ada, true),
      await logIn(bob, true),
    ];
    await root.client.users.changeRole(ada.user.id, 'admin');

    expect(await left(plain.sessionId)).toEqual({ idle: 5 * MINUTE, absolute: HOUR });
    expect(await left(remembered.sessionId)).toEqual({ idle: DAY, absolute: 2 * DAY });
    expect(await left(other.sessionId)).toEqual({ idle: 14 * DAY, absolute: 30 * DAY });
    expect(await plain.whoAmI()).toBe(ada.user.username);
    expect((await plain.view()).user?.role).toBe('admin');
  });

  it('end the session of a new admin that is older than theirs may be [SE-08]', async () => {
    const browser = await logIn(ada);
    await api.database.query(
      `UPDATE sessions SET created_at = created_at - interval '2 h',
              expires_at = expires_at - interval '2 h' WHERE id = $1`,
      [browser.sessionId],
    );
    expect(await browser.whoAmI()).toBe(ada.user.username);
    await root.client.users.changeRole(ada.user.id, 'admin');

    expect(await browser.whoAmI()).toBeNull();
  });

  it('are not lengthened for whoever is one no longer [SE-08]', async () => {
    await root.client.users.changeRole(ada.user.id, 'admin');
    const browser = await logIn(ada, true);
    await root.client.users.changeRole(ada.user.id, 'member');

    expect(await left(browser.sessionId)).toEqual({ idle: DAY, absolute: 2 * DAY });
    expect(await left((await logIn(ada, true)).sessionId)).toEqual({
      idle: 14 * DAY,
      absolute: 30 * DAY,
    });
  });

  it('are told with the change of the role, as an event with who made it', async () => {
    await root.client.users.changeRole(ada.user.id, 'admin');

    expect((await eventsOf(api, ada.user.id)).at(-1)).toMatchObject({
      name: 'authz_change',
      actorId: root.user.id,
      details: { from: 'member', to: 'admin' },
    });
  });
});

describe('the settings of these limits', () => {
  const faultsOf = (variables: Record<string, string>): readonly string[] => {
    try {
      readEnv(variables);
      return [];
    } catch (error) {
      return (error as EnvError).faults;
    }
  };

  it('are those of everybody where nothing else is said [ASK-040]', () => {
    const { lifetimes } = readEnv({ SESSION_IDLE: '20m', ADMIN_SESSION_ABSOLUTE: '2h' });
    const { idle, absolute, rememberIdle, rememberAbsolute } = lifetimes;

    expect(lifetimes.admin).toEqual({
      idle,
      absolute: 2 * HOUR * 1000,
      rememberIdle,
      rememberAbsolute,
    });
    expect([idle, absolute]).toEqual([20 * MINUTE * 1000, 12 * HOUR * 1000]);
  });

  it.each([
    ['a word', { ADMIN_SESSION_IDLE: 'soon' }, ['ADMIN_SESSION_IDLE: "soon" is not a duration']],
    [
      'an idle limit beyond the absolute one',
      { ADMIN_REMEMBER_IDLE: '3d', ADMIN_REMEMBER_ABSOLUTE: '2d' },
      ['ADMIN_REMEMBER_IDLE: longer than ADMIN_REMEMBER_ABSOLUTE'],
    ],
    [
      'an absolute limit before everybody’s idle one',
      { ADMIN_SESSION_ABSOLUTE: '10m' },
      ['ADMIN_SESSION_IDLE: longer than ADMIN_SESSION_ABSOLUTE'],
    ],
    ['too much', { ADMIN_REMEMBER_ABSOLUTE: '31d' }, ['ADMIN_REMEMBER_ABSOLUTE: longer than 30d']],
    [
      'a fault of everybody’s once',
      { SESSION_IDLE: '13h' },
      ['SESSION_IDLE: longer than SESSION_ABSOLUTE'],
    ],
  ])('refuse %s at the start', (_, variables: Record<string, string>, faults) => {
    const told = faultsOf(variables);
    expect(told).toEqual(faults.map((fault) => expect.stringContaining(fault)));
  });
});
