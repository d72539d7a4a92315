import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { PasswordHasher } from '@gatehouse/auth-core/password';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Announcements } from '../src/announcements/announcements.ts';
import { readEnv } from '../src/config/env.ts';
import type { EnvError } from '../src/config/env-error.ts';
import { lostLines } from '../src/metrics/lost-lines.ts';
import { Metrics } from '../src/metrics/metrics.ts';
import { MetricsServer } from '../src/metrics/metrics-server.ts';
import { Pruner } from '../src/pruning/pruner.ts';
import { StartError } from '../src/start-error.ts';
import { type Api, type Person, startApi } from './api.ts';
import { WireBrowser } from './wire-browser.ts';

async function freePort(): Promise<string> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  return String(port);
}

describe('metrics', () => {
  let api: Api;
  let ada: Person;
  let browser: WireBrowser;
  let address: string;
  beforeAll(async () => {
    const METRICS_PORT = await freePort();
    address = `http://127.0.0.1:${METRICS_PORT}`;
    api = await startApi({
      variables: { METRICS_PORT },
      prepare: (app) => {
        app.get(Metrics).add(lostLines({ lost: 2 }), {
          name: 'example_open_doors',
          help: 'Doors that are open.',
          type: 'gauge',
          read: () => 3,
        });
      },
    });
    ada = await api.register();
    browser = new WireBrowser(api);
    await browser.logIn(ada);
    await api.app.get(Announcements).everyoneHeard();
  });
  afterAll(() => api.stop());

  const scrape = async (): Promise<string> => (await fetch(`${address}/metrics`)).text();

  /** The value of one line; undefined when there is no such line. */
  const value = async (line: string): Promise<number | undefined> => {
    const found = (await scrape()).split('\n').find((text) => text.startsWith(`${line} `));
    return found === undefined ? undefined : Number(found.slice(line.length + 1));
  };

  it('are told on a port of their own, at one address, to those who read', async () => {
    const answer = await fetch(`${address}/metrics`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(answer.headers.get('cache-control')).toBe('no-store');

    expect((await fetch(`${address}/`)).status).toBe(404);
    expect((await fetch(`${address}/metricsx`)).status).toBe(404);
    const written = await fetch(`${address}/metrics`, { method: 'POST' });
    expect([written.status, written.headers.get('allow')]).toEqual([405, 'GET']);
  });

  it('are unknown on the port that everybody reaches [WB-13]', async () => {
    for (const path of ['/metrics', '/api/metrics']) expect((await api.raw(path)).status).toBe(404);
  });

  it('count what the cache of sessions knew and did not know', async () => {
    await browser.whoAmI();
    const [hits, misses] = [
      await value('gatehouse_session_cache_hits_total'),
      await value('gatehouse_session_cache_misses_total'),
    ];
    for (const _ of [1, 2, 3]) await browser.whoAmI();

    expect(await value('gatehouse_session_cache_hits_total')).toBe((hits ?? 0) + 3);
    expect(await value('gatehouse_session_cache_misses_total')).toBe(misses);
    expect(await value('gatehouse_session_cache_entries')).toBeGreaterThan(0);
    expect(await value('gatehouse_session_cache_oldest_age_seconds')).toBeGreaterThanOrEqual(0);
  });

  it('tell whether changes elsewhere are heard, and how late at most', async () => {
    expect(await value('gatehouse_announcements_connected')).toBe(1);
    expect(await value('gatehouse_session_staleness_bound_seconds')).toBe(3);
    const lost = (await value('gatehouse_announcements_lost_total')) ?? 0;
    await api.database.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'gatehouse-announcements'`,
    );
    while ((await value('gatehouse_announcements_lost_total')) === lost);

    expect(await value('gatehouse_announcements_lost_total')).toBeGreaterThan(lost);
  });

  it('count events by their name, and rows that are removed', async () => {
    const created = 'gatehouse_security_events_total{event="session_created"}';
    const removed = 'gatehouse_pruned_rows_total{kind="sessions"}';
    const before = [await value(created), await value(removed)];
    await new WireBrowser(api).logIn(ada);
    await api.database.query(
      `INSERT INTO sessions (id, secret_mac, user_id, browser, os, device_kind, idle_expires_at, expires_at)
       VALUES ('over', '', $1, '', '', 'desktop', now(), now())`,
      [ada.user.id],
    );
    await api.app.get(Pruner).run();

    expect(await value(created)).toBe((before[0] ?? 0) + 1);
    expect(await value(removed)).toBe((before[1] ?? 0) + 1);
    expect(await value('gatehouse_security_events_total{event="session_expired"}')).toBe(1);
    expect(await value('gatehouse_security_events_total{event="session_stolen"}')).toBe(0);
  });

  it('count the pages that listen to their session', async () => {
    expect(await value('gatehouse_live_streams')).toBe(0);
    const gone = new AbortController();
    const headers = { cookie: browser.cookie };
    await api.raw('/api/session/events', { headers, signal: gone.signal });

    expect(await value('gatehouse_live_streams')).toBe(1);
    gone.abort();
  });

  it('hold those of the process, of the database, and what an app adds', async () => {
    expect(await value('process_resident_memory_bytes')).toBeGreaterThan(0);
    expect(await value('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThanOrEqual(0);
    expect(await value('gatehouse_database_connections{state="waiting"}')).toBe(0);
    expect(await value('example_open_doors')).toBe(3);
  });

  it('name nobody, and have the labels of their page and no other', async () => {
    const text = await scrape();

    for (const secret of [ada.user.id, ada.user.username, ada.user.email, browser.sessionId])
      expect(text).not.toContain(secret);
    const labels = [...text.matchAll(/^gatehouse_\w+\{(\w+)=/gm)].map(([, label]) => label);
    expect([...new Set(labels)].sort()).toEqual([
      'event',
      'kind',
      'limit',
      'outcome',
      'result',
      'state',
    ]);
  });

  it('count log-ins by how they ended, and the limits that they reach [LG-02]', async () => {
    const bob = await api.register();
    const results = async (): Promise<(number | undefined)[]> =>
      Promise.all(
        ['begun', 'refused', 'limited', 'overloaded', 'failed'].map((result) =>
          value(`gatehouse_log_ins_total{result="${result}"}`),
        ),
      );
    const before = await results();
    const visitor = new WireBrowser(api);
    const wrong = { identifier: bob.user.username, password: 'eleven wrong umbrellas' };
    await visitor.logIn(bob);
    // A password that is proved for something else is no log-in, and neither is a form that is not filled in.
    await visitor.send('POST', '/api/session/confirmation', { password: wrong.password });
    await visitor.send('POST', '/api/session', { identifier: '', password: '' });
    const stranger = new WireBrowser(api);
    await stranger.send('POST', '/login', new URLSearchParams(wrong));
    for (const _ of [1, 2, 3, 4, 5]) await stranger.send('POST', '/api/session', wrong);

    const after = await results();
    expect(after.map((count, at) => (count ?? 0) - (before[at] ?? 0))).toEqual([1, 5, 1, 0, 0]);
    expect(await value('gatehouse_limits_reached_total{limit="account"}')).toBe(1);
    expect(await value('gatehouse_limits_reached_total{limit="address"}')).toBe(0);
  });

  it('tell how many passwords are hashed and wait', async () => {
    const jobs = [...api.app.get(Metrics).all].find(
      ({ name }) => name === 'gatehouse_hashing_jobs',
    );
    const hasher = api.app.get(PasswordHasher, { strict: false });
    const hashing = ['one', 'two', 'three'].map((password) => hasher.hash(password));
    const { running = 0, waiting = 0 } = Object(jobs?.read());
    await Promise.all(hashing);

    expect([running > 0, running + waiting]).toEqual([true, 3]);
    expect(await value('gatehouse_hashing_jobs{state="running"}')).toBe(0);
    expect(await value('gatehouse_hashing_jobs{state="waiting"}')).toBe(0);
    expect(await value('gatehouse_hashing_refused_total')).toBe(0);
    expect(await value('gatehouse_hashing_pace_seconds')).toBe(0);
  });

  it('are those of their page, with the same labels, and no others', async () => {
    const page = await readFile(
      new URL('../../../docs/reference/metrics.md', import.meta.url),
      'utf8',
    );
    const documented = [
      ...page.matchAll(/^\| `(gatehouse_\w+)` \| (\w+) \| (?:`(\w+)`)?([^|]*)\|/gm),
    ].map(
      ([, name, type, label = '', parts = '']) =>
        `${name} ${type} ${label} ${[...parts.matchAll(/`(\w+)`/g)].map(([, part]) => part).sort()}`,
    );
    const text = await scrape();
    const told = [...text.matchAll(/^# TYPE (gatehouse_\w+) (\w+)$/gm)].map(([, name, type]) => {
      const lines = [...text.matchAll(new RegExp(`^${name}\\{(\\w+)="([^"]+)"`, 'gm'))];
      const label = lines[0]?.[1] ?? '';
      const parts = label === 'event' ? [] : lines.map(([, , part]) => part).sort();
      return `${name} ${type} ${label} ${parts}`;
    });

    expect(told.sort()).toEqual(documented.sort());
  });

  it('are there when the page about alarms names them', async () => {
    const page = await readFile(
      new URL('../../../docs/how-to/watch-it.md', import.meta.url),
      'utf8',
    );
    const text = await scrape();
    const named = [
      ...page.matchAll(/\b((?:gatehouse|nodejs|process)_\w+)(?:\{(\w+)=~?"([^"]+)")?/g),
    ];
    const missing = named.filter(([, name, label, pattern]) => {
      const part = label ? `\\{${label}="(?:${pattern})"` : '[ {]';
      return !new RegExp(`^${name}${part}`, 'm').test(text);
    });

    expect(named.length).toBeGreaterThan(8);
    expect(missing.map(([whole]) => whole)).toEqual([]);
  });

  it('have one metric of a name', () => {
    const again = { name: 'example_open_doors', help: '', type: 'gauge', read: () => 0 } as const;
    expect(() => api.app.get(Metrics).add(again)).toThrow('is there already');
  });
});

describe('the port of the metrics', () => {
  it('is none when none was chosen', () => {
    expect(readEnv({}).metricsPort).toBeUndefined();
    expect(readEnv({ METRICS_PORT: '9464' })).toMatchObject({
      metricsPort: 9464,
      metricsHost: '127.0.0.1',
    });
  });

  it.each([
    { METRICS_PORT: '0' },
    { METRICS_PORT: 'yes' },
    { METRICS_PORT: '70000' },
    { METRICS_PORT: '3000', PORT: '3000' },
  ])('is refused at the start as %j', (variables: Record<string, string>) => {
    let faults: readonly string[] = [];
    try {
      readEnv(variables);
    } catch (error) {
      faults = (error as EnvError).faults;
    }
    expect(faults).toEqual([expect.stringMatching(/^METRICS_PORT: /)]);
  });

  it('that another program has is told at the start', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    try {
      const server = new MetricsServer(readEnv({ METRICS_PORT: String(port) }), new Metrics());
      await expect(server.onApplicationBootstrap()).rejects.toThrow(StartError);
    } finally {
      other.close();
    }
  });
});
