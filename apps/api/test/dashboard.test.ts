import { adminOf } from '@gatehouse/client-sdk/admin';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventCounts } from '../src/dashboard/event-counts.ts';
import { type Api, type Person, startApi } from './api.ts';
import { WireBrowser } from './wire-browser.ts';

describe('the dashboard', () => {
  let api: Api;
  let other: Api;
  let root: Person;
  let ada: Person;
  beforeAll(async () => {
    api = await startApi();
    other = await startApi({ databaseUrl: api.databaseUrl });
    root = await api.register({ username: 'root' });
    await api.database.query(`UPDATE users SET role = 'admin' WHERE id = $1`, [root.user.id]);
    ada = await api.register({ username: 'ada' });
  });
  afterAll(async () => {
    await other.stop();
    await api.stop();
  });
  const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);

  it('counts what happened, in every process, also what no row is kept of [LG-06]', async () => {
    const before = await adminOf(root.client).dashboard.read();
    const wrong = { identifier: 'ada', password: 'not the password at all' };
    for (const place of [api, api, other])
      await new WireBrowser(place).send('POST', '/api/session', wrong);
    await new WireBrowser(api).logIn(ada);
    await other.app.get(EventCounts).write();

    const now = await adminOf(root.client).dashboard.read();
    expect(now.times).toHaveLength(24);
    expect(total(now.series.failures) - total(before.series.failures)).toBe(3);
    expect(total(now.series.logIns) - total(before.series.logIns)).toBe(1);
    expect(total(now.series.newDevices) - total(before.series.newDevices)).toBe(1);
  });

  it('has every step of its time, the last of which is under way', async () => {
    for (const [period, steps, hours] of [
      ['day', 24, 1],
      ['week', 56, 3],
      ['month', 30, 24],
    ] as const) {
      const { times, series } = await adminOf(root.client).dashboard.read(period);
      expect(times).toHaveLength(steps);
      const gaps = times
        .slice(1)
        .map((time, step) => Date.parse(time) - Date.parse(times[step] ?? ''));
      expect(new Set(gaps)).toEqual(new Set([hours * 3_600_000]));
      for (const counts of Object.values(series)) expect(counts).toHaveLength(steps);
      // Everything was a moment ago.
      expect(total(series.logIns)).toBe(total(series.logIns.slice(-2)));
    }
  });

  it('says whose password is guessed, and what there is now', async () => {
    const bob = await api.register({ username: 'bob' });
    for (let time = 0; time < 4; time++)
      await new WireBrowser(api).send('POST', '/api/session', {
        identifier: 'bob',
        password: 'not the password at all',
      });
    const { guessed, now } = await adminOf(root.client).dashboard.read();
    expect(guessed).toEqual([
      { id: bob.user.id, username: 'bob', failures: 4, lastTryAt: expect.any(String) },
    ]);
    expect(now).toEqual({ accounts: 3, suspended: 0, closing: 0, sessions: 4 });
  });

  it('keeps what could not be written, and loses none of it', async () => {
    const counts = api.app.get(EventCounts);
    await counts.write();
    const before = total((await adminOf(root.client).dashboard.read()).series.failures);
    await api.database.query('ALTER TABLE event_counts RENAME TO away');
    await new WireBrowser(api).send('POST', '/api/session', {
      identifier: 'nobody',
      password: 'not the password at all',
    });
    await counts.write();
    await api.database.query('ALTER TABLE away RENAME TO event_counts');
    const { series } = await adminOf(root.client).dashboard.read();
    expect(total(series.failures)).toBe(before + 1);
  });

  it('is for admins alone [AZ-01]', async () => {
    await expect(adminOf(ada.client).dashboard.read()).rejects.toMatchObject({ code: 'forbidden' });
    await expect(adminOf(ada.client).dashboard.events()).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});

describe('the log of events', () => {
  let api: Api;
  let root: Person;
  let ada: Person;
  beforeAll(async () => {
    api = await startApi();
    root = await api.register({ username: 'root' });
    await api.database.query(`UPDATE users SET role = 'admin' WHERE id = $1`, [root.user.id]);
    ada = await api.register({ username: 'ada' });
    await ada.client.session.logOut();
  });
  afterAll(() => api.stop());

  it('is read by pages, the newest first, each event once', async () => {
    const { dashboard } = adminOf(root.client);
    const whole = await dashboard.events({ limit: 100 });
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await dashboard.events({ limit: 2, cursor });
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(ids).toEqual(whole.items.map(({ id }) => id));
    expect(ids.length).toBeGreaterThan(4);
    expect([...ids].sort((one, two) => Number(two) - Number(one))).toEqual(ids);
  });

  it('is filtered by name, by person and by time', async () => {
    const { dashboard } = adminOf(root.client);
    const ofAda = await dashboard.events({ user: ada.user.id });
    expect(ofAda.items.map(({ name }) => name)).toEqual([
      'session_logout',
      'session_created',
      'user_created',
    ]);
    expect(new Set(ofAda.items.map(({ user }) => user?.username))).toEqual(new Set(['ada']));
    const outs = await dashboard.events({ name: 'session_logout' });
    expect(outs.items.map(({ user }) => user?.id)).toEqual([ada.user.id]);
    const [first] = ofAda.items;
    expect((await dashboard.events({ user: ada.user.id, to: first?.at })).items).toHaveLength(2);
    expect((await dashboard.events({ user: ada.user.id, from: first?.at })).items).toHaveLength(1);
  });

  it('is a file of lines for a spreadsheet, in which nothing is a formula, and its reader is written down [LG-02]', async () => {
    await api.database.query(
      `INSERT INTO security_events (name, user_id, browser, os, details)
       VALUES ('session_created', $1, '=cmd|'' /C calc''!A0', 'Linux, "x"', '{}')`,
      [ada.user.id],
    );
    const browser = new WireBrowser(api);
    await browser.logIn(root);
    const answer = await browser.send('GET', `/api/admin/events.csv?user=${ada.user.id}`);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const lines = (await answer.text()).split('\r\n');
    expect(lines[0]).toBe(
      'id,at,name,user_id,username,actor_id,actor,session_id,browser,os,address,details',
    );
    expect(lines[1]).toContain(`'=cmd|' /C calc'!A0,"Linux, ""x"""`);
    expect(lines).toHaveLength(1 + 4 + 1);
    const [read] = (await adminOf(root.client).dashboard.events({ name: 'sensitive_read' })).items;
    expect(read).toMatchObject({ user: { username: 'root' }, details: { object: 'events' } });
  });
});
