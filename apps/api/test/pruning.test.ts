import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { AccountClosing } from '../src/closing/account-closing.ts';
import { SecurityEvents } from '../src/events/security-events.ts';
import { ServerLog } from '../src/events/server-log.ts';
import { DeadSessions } from '../src/pruning/dead-sessions.ts';
import { OldRows } from '../src/pruning/old-rows.ts';
import { Pruner } from '../src/pruning/pruner.ts';
import { PruningClock } from '../src/pruning/pruning-clock.ts';
import { type Api, type Person, startApi } from './api.ts';
import { eventsOf, toldEvents } from './security-log.ts';
import { WireBrowser } from './wire-browser.ts';

describe('pruning', () => {
  let api: Api;
  let pruner: Pruner;
  let ada: Person;
  let browser: WireBrowser;
  beforeAll(async () => {
    api = await startApi();
    pruner = api.app.get(Pruner);
  });
  beforeEach(async () => {
    await api.database.query('DELETE FROM sessions');
    ada = await api.register();
    browser = new WireBrowser(api);
    await browser.logIn(ada);
  });
  afterAll(() => api.stop());

  /** Small enough for tests to need several of each. */
  const smallPruner = (slice: number, round: number): Pruner =>
    new Pruner(
      { period: 20, slice, round },
      api.database,
      new DeadSessions(),
      new OldRows(api.app.get(AccountClosing)),
      api.app.get(SecurityEvents),
      api.app.get(ServerLog),
    );

  const insert = async (life: string, userId: string | null = null): Promise<string> => {
    const id = randomUUID();
    await api.database.query(
      `INSERT INTO sessions (id, secret_mac, user_id, browser, os, device_kind, idle_expires_at, expires_at)
       VALUES ($1, '\\x00', $2, 'Firefox', 'Linux', 'desktop', ${life})`,
      [id, userId],
    );
    return id;
  };
  const alive = `now() + interval '1 h', now() + interval '1 h'`;
  const idle = `now() - interval '1 s', now() + interval '1 h'`;
  const outlived = `now() + interval '1 h', now() - interval '1 s'`;

  const isThere = async (id: string): Promise<boolean> =>
    (await api.database.query('SELECT 1 FROM sessions WHERE id = $1', [id])).length > 0;

  async function onAnotherConnection(work: (client: pg.Client) => Promise<void>): Promise<void> {
    const client = new pg.Client({ connectionString: api.databaseUrl });
    await client.connect();
    try {
      await work(client);
    } finally {
      await client.end();
    }
  }

  it('removes sessions that are past one of their limits, and no other [SE-09] [LG-08]', async () => {
    const dead = [await insert(idle), await insert(outlived), await insert(idle, ada.user.id)];
    const living = [await insert(alive), await insert(alive, ada.user.id), browser.sessionId];
    await pruner.run();

    for (const id of dead) expect(await isThere(id)).toBe(false);
    for (const id of living) expect(await isThere(id)).toBe(true);
    expect(await browser.whoAmI()).toBe(ada.user.username);
  });

  it('removes a session of somebody who is suspended, whatever brought it there', async () => {
    await api.database.query('UPDATE users SET suspended_at = now() WHERE id = $1', [ada.user.id]);
    const id = await insert(alive, ada.user.id);
    await pruner.run();

    expect(await isThere(id)).toBe(false);
  });

  it('tells the end of a session of somebody, at the time it ended, and not of a visitor’s [FL-145]', async () => {
    const id = await insert(`now() - interval '2 h', now() + interval '1 h'`, ada.user.id);
    await insert(idle);
    const before = api.log.length;
    await pruner.run();
    await pruner.run();

    expect(toldEvents(api, before)).toMatchObject([
      { event: 'session_expired', sessionId: id, userId: ada.user.id },
    ]);
    expect((await eventsOf(api, ada.user.id)).slice(3)).toMatchObject([
      {
        name: 'session_expired',
        actorId: null,
        sessionId: id,
        browser: 'Firefox',
        os: 'Linux',
      },
    ]);
    const [{ hours }] = await api.database.query(
      `SELECT round(extract(epoch FROM now() - at) / 3600)::int AS hours FROM security_events WHERE session_id = $1`,
      [id],
    );
    expect(hours).toBe(2);
    const visitors = await api.database.query(
      `SELECT 1 FROM security_events WHERE name = 'session_expired' AND user_id IS NULL`,
    );
    expect(visitors).toEqual([]);
  });

  it('leaves a session alone that is used at this moment, and that is alive again afterwards', async () => {
    const id = await insert(idle, ada.user.id);
    await onAnotherConnection(async (client) => {
      await client.query('BEGIN');
      await client.query(
        `UPDATE sessions SET idle_expires_at = now() + interval '1 h' WHERE id = $1`,
        [id],
      );
      await pruner.run();
      await client.query('COMMIT');
    });
    await pruner.run();

    expect(await isThere(id)).toBe(true);
  });

  it('is done by one process at a time', async () => {
    const id = await insert(idle);
    await onAnotherConnection(async (client) => {
      await client.query('BEGIN');
      await client.query('SELECT pg_advisory_xact_lock(4712)');
      await pruner.run();
      expect(await isThere(id)).toBe(true);
      await client.query('COMMIT');
    });
    await pruner.run();

    expect(await isThere(id)).toBe(false);
  });

  it('removes each row once when two processes wake together', async () => {
    const ids = await Promise.all(Array.from({ length: 40 }, () => insert(idle, ada.user.id)));
    const [one, two] = [smallPruner(3, 1000), smallPruner(3, 1000)];
    while (await isAnyThere(ids)) await Promise.all([one.run(), two.run()]);

    const expired = (await eventsOf(api, ada.user.id)).filter(
      ({ name }) => name === 'session_expired',
    );
    expect(expired.map(({ sessionId }) => sessionId).sort()).toEqual([...ids].sort());
    expect(one.removed.sessions + two.removed.sessions).toBe(40);
  });

  it('rests after so many rows, goes on where it was, and says that there are many', async () => {
    const ids = await Promise.all(Array.from({ length: 10 }, () => insert(idle)));
    const small = smallPruner(2, 6);
    const before = api.log.length;

    expect(await small.run()).toBe(true);
    expect(small.removed.sessions).toBeLessThanOrEqual(6);
    expect(api.log.slice(before).join('\n')).toContain('removing goes on');
    while (await small.run());

    expect(await isAnyThere(ids)).toBe(false);
    expect(await browser.whoAmI()).toBe(ada.user.username);
  });

  it('ends after its slice when it is stopped', async () => {
    const ids = await Promise.all(Array.from({ length: 10 }, () => insert(idle)));
    const small = smallPruner(2, 1000);
    const running = small.run();
    small.stop();
    await running;

    expect(small.removed.sessions).toBeLessThan(10);
    expect(await isAnyThere(ids)).toBe(true);
  });

  it('keeps no request waiting, however slow it is', async () => {
    const id = await insert(idle);
    await api.database.query(`
      CREATE FUNCTION linger() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN PERFORM pg_sleep(1.5); RETURN OLD; END $$`);
    await api.database.query(
      'CREATE TRIGGER slow BEFORE DELETE ON sessions FOR EACH ROW EXECUTE FUNCTION linger()',
    );
    let isDone = false;
    const running = pruner.run().then(() => {
      isDone = true;
    });
    try {
      const other = new WireBrowser(api);
      for (const answer of [
        await other.logIn(ada),
        await browser.send('POST', '/api/counter'),
        await browser.send('GET', '/api/users'),
      ])
        expect(answer.status).toBeLessThan(300);

      expect(isDone).toBe(false);
    } finally {
      await running;
      await api.database.query('DROP TRIGGER slow ON sessions');
      await api.database.query('DROP FUNCTION linger');
    }
    expect(await isThere(id)).toBe(false);
  });

  it('happens by itself, until the process stops', async () => {
    const clock = new PruningClock({ period: 20, slice: 10, round: 100 }, smallPruner(10, 100));
    const first = await insert(idle);
    clock.onApplicationBootstrap();
    while (await isThere(first)) await delay(20);
    await clock.onModuleDestroy();
    const second = await insert(idle);
    await delay(200);

    expect(await isThere(second)).toBe(true);
  });

  it('removes events of more than ninety days, and keeps the younger [LG-08]', async () => {
    for (const days of [200, 91, 89, 1])
      await api.database.query(
        `INSERT INTO security_events (name, at, details)
         VALUES ('session_logout', now() - $1 * interval '1 day', $2)`,
        [days, { days }],
      );
    await pruner.run();

    const left = await api.database.query(
      `SELECT details FROM security_events WHERE details ? 'days' ORDER BY id`,
    );
    expect(left).toEqual([{ details: { days: 89 } }, { details: { days: 1 } }]);
  });

  it('removes counts of events of more than ninety days, and keeps the younger [LG-08]', async () => {
    for (const days of [91, 89])
      await api.database.query(
        `INSERT INTO event_counts (hour, name, count) VALUES (now() - $1 * interval '1 day', $2, 1)`,
        [days, `${days} days`],
      );
    await pruner.run();

    const left = await api.database.query(`SELECT name FROM event_counts WHERE name LIKE '%days'`);
    expect(left).toEqual([{ name: '89 days' }]);
  });

  it('goes on with every table until what is over is gone, within its round', async () => {
    const count = async (table: string) =>
      (await api.database.query(`SELECT count(*)::int AS left FROM ${table}`))[0].left;
    const insertOld = (rowCount: number) =>
      api.database.query(`
        INSERT INTO rate_limits (key, points, expire) SELECT 'old ' || n, 1, 1 FROM generate_series(1, ${rowCount}) n;
        INSERT INTO password_failures (key, last_try_at)
          SELECT 'unknown:' || n, now() - interval '2 days' FROM generate_series(1, ${rowCount}) n;
        INSERT INTO known_browsers (user_id, digest, last_login_at)
          SELECT '${ada.user.id}', 'old ' || n, now() - interval '91 days' FROM generate_series(1, ${rowCount}) n;
        INSERT INTO mailed_tokens (digest, purpose, subject, email, expires_at)
          SELECT 'old ' || n, 'registration', n, '', now() - interval '1 second' FROM generate_series(1, ${rowCount}) n;
        INSERT INTO event_counts (hour, name, count)
          SELECT now() - interval '91 days', 'old ' || n, 1 FROM generate_series(1, ${rowCount}) n;
        INSERT INTO mails (id, created_at, sent_at)
          SELECT gen_random_uuid(), now() - interval '11 days', now() FROM generate_series(1, ${rowCount}) n`);
    const tables = [
      ...['rate_limits', 'password_failures', 'known_browsers'],
      ...['mailed_tokens', 'mails', 'event_counts'],
    ];
    await pruner.run();
    const before = await Promise.all(tables.map(count));
    await insertOld(9);
    const small = smallPruner(2, 6);

    expect(await small.run()).toBe(true);
    expect(small.removed).toMatchObject({
      windows: 6,
      failures: 6,
      browsers: 6,
      tokens: 6,
      mails: 6,
      counts: 6,
    });
    while (await small.run());
    expect(small.removed).toMatchObject({
      windows: 9,
      failures: 9,
      browsers: 9,
      tokens: 9,
      mails: 9,
      counts: 9,
    });
    expect(await Promise.all(tables.map(count))).toEqual(before);
  });

  it('removes sessions although a step before that fails, and says which', async () => {
    const id = await insert(idle);
    const before = api.log.length;
    await api.database.query('ALTER TABLE rate_limits RENAME TO limits_away');
    await pruner.run();
    await api.database.query('ALTER TABLE limits_away RENAME TO rate_limits');

    expect(await isThere(id)).toBe(false);
    expect(api.log.slice(before).join('\n')).toContain('for now (windows)');
  });

  it('removes failures of browsers that are not known any more, and of no other', async () => {
    const keyOf = (digest: string) => `browser:${ada.user.id}:${digest}`;
    const [{ digest }] = await api.database.query(
      'SELECT digest FROM known_browsers WHERE user_id = $1 LIMIT 1',
      [ada.user.id],
    );
    const account = `user:${ada.user.id}`;
    await api.database.query(
      'INSERT INTO password_failures (key) SELECT * FROM unnest($1::text[])',
      [[account, keyOf(digest), ...Array.from({ length: 5 }, (_, n) => keyOf(`lost-${n}`))]],
    );
    const small = smallPruner(2, 100);
    await small.run();

    const left: { key: string }[] = await api.database.query(
      `SELECT key FROM password_failures WHERE key LIKE '%' || $1 || '%' ORDER BY key`,
      [ada.user.id],
    );
    expect(left.map(({ key }) => key)).toEqual([keyOf(digest), account]);
  });

  it('removes counters of tries whose time is over, and no other [LG-08]', async () => {
    const over = Date.now() - 3_600_000;
    await api.database.query(
      `INSERT INTO rate_limits (key, points, expire) VALUES ('over', 3, $1), ('counting', 3, $2), ('for ever', 3, NULL)`,
      [over, Date.now() + 60_000],
    );
    await pruner.run();

    const left: { key: string }[] = await api.database.query(
      "SELECT key FROM rate_limits WHERE key NOT LIKE '%:%' ORDER BY key",
    );
    expect(left.map(({ key }) => key)).toEqual(['counting', 'for ever']);
  });

  async function isAnyThere(ids: readonly string[]): Promise<boolean> {
    const left = await api.database.query('SELECT 1 FROM sessions WHERE id = ANY($1)', [ids]);
    return left.length > 0;
  }
});

describe('pruning while the database cannot be reached', () => {
  it('gives up without a word to anybody, and comes back', async () => {
    const api = await startApi();
    const pruner = api.app.get(Pruner);
    const url = new URL(api.databaseUrl);
    const name = url.pathname.slice(1);
    url.pathname = '/postgres';
    const operator = new pg.Client({ connectionString: url.href });
    await operator.connect();
    try {
      await operator.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
      await operator.query(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1',
        [name],
      );
      expect(await pruner.run()).toBe(false);
      expect(api.log.join('\n')).toContain('Nothing more is removed for now');

      await operator.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
      await api.database.query(
        `INSERT INTO sessions (id, secret_mac, browser, os, device_kind, idle_expires_at, expires_at)
         VALUES ('dead', '', '', '', 'desktop', now(), now())`,
      );
      await pruner.run();
      expect(pruner.removed.sessions).toBe(1);
    } finally {
      await operator.end();
      await api.stop();
    }
  });
});
