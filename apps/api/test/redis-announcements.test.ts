import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Announcements, type Change } from '../src/announcements/announcements.ts';
import { SessionCache } from '../src/recognition/session-cache.ts';
import { startApi } from './api.ts';
import { eventually } from './eventually.ts';
import { isHeard, isLoggedIn, RedisFleet } from './redis-fleet.ts';

describe('announcements by Redis', () => {
  let fleet: RedisFleet;
  beforeAll(async () => {
    fleet = await RedisFleet.start();
  });
  afterAll(() => fleet.stop());
  beforeEach(() => fleet.heard());

  it('reach the other process before the answer that ended a session [SE-10, D-06]', async () => {
    for (let round = 0; round < 5; round += 1) await fleet.expectNothingStale();
  });

  it('let every process answer from memory', async () => {
    const browser = await fleet.knownBrowser();
    const hits = () => fleet.apis.map(({ app }) => app.get(SessionCache).stats.hits);
    const before = hits();
    await fleet.expectLoggedIn(browser);
    expect(hits()).toEqual(before.map((count) => count + 1));
  });

  it('tell what somebody changes with psql, too [D-06]', async () => {
    const browser = await fleet.knownBrowser();
    await fleet.psql('DELETE FROM sessions WHERE id = $1', [browser.sessionId]);
    for (const api of fleet.apis) await eventually(async () => !(await isLoggedIn(browser, api)));
  });

  it('cost one listening connection for all processes', async () => {
    expect(await fleet.countConnections('gatehouse-relay')).toBe(1);
    expect(await fleet.countConnections('gatehouse-announcements')).toBe(0);
  });

  it('are of one database only, where several share a Redis', async () => {
    const other = await startApi({ variables: { REDIS_URL: fleet.redis.url } });
    const heard: Change[] = [];
    const stops = fleet.apis.map(({ app }) =>
      app.get(Announcements).listen((change) => void heard.push(change)),
    );
    const { user } = await other.register();
    await other.database.query('DELETE FROM users WHERE id = $1', [user.id]);
    for (const { app } of [other, ...fleet.apis]) await app.get(Announcements).everyoneHeard();
    expect(heard).toEqual([]);
    for (const stop of stops) stop();
    await other.stop();
  });
});

describe('a process whose Redis cannot be reached', () => {
  it('starts, says what to do, and asks the database [D-06]', async () => {
    const api = await startApi({ variables: { REDIS_URL: 'redis://127.0.0.1:1' } });
    const { client } = await api.register();
    expect((await client.session.current()).user).not.toBeNull();
    expect((await api.raw('/api/health/ready')).status).toBe(200);
    expect(isHeard(api)).toBe(false);
    expect(api.log.join('\n')).toContain('check REDIS_URL');
    await client.session.logOut();
    expect((await client.session.current()).user).toBeNull();
    await api.stop();
  });
});
