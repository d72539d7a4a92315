import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createClient } from '@redis/client';
import pg from 'pg';
import { channelsOf } from '../src/relay/relay-messages.ts';
import { eventually } from './eventually.ts';
import { isHeard, RedisFleet } from './redis-fleet.ts';

describe('announcements by Redis', () => {
  let fleet: RedisFleet;
  beforeAll(async () => {
    fleet = await RedisFleet.start();
  });
  afterAll(() => fleet.stop());
  beforeEach(() => fleet.heard());

  it('go on when the relay loses PostgreSQL, and nothing is stale meanwhile [D-06]', async () => {
    await fleet.cutRelay();
    await fleet.expectNothingStale();
    await fleet.expectNothingStale();
    await fleet.heard();
    expect(await fleet.countConnections('gatehouse-relay')).toBe(1);
  });

  it('go on when the process that is the relay stops, and nothing is stale meanwhile [D-06]', async () => {
    // Each of the two that are there now is the oldest once: one of them is the relay.
    for (const _ of [1, 2]) {
      await fleet.join();
      await fleet.heard();
      await fleet.leave();
      await fleet.expectNothingStale();
      await fleet.heard();
    }
  });

  it('take the office from whoever holds it and says nothing [D-06]', async () => {
    const [api] = fleet.apis;
    if (!api) throw new Error('The fleet is empty.');
    const silent = new pg.Client({ connectionString: fleet.database.url });
    const isOut = new Promise((resolve) => silent.on('error', resolve));
    await silent.connect();
    // It hears what it is asked, as a process that is stopped does.
    const { questions } = await channelsOf(api.database);
    const mute = await createClient({ url: fleet.redis.url }).connect();
    await mute.subscribe(questions, () => undefined);
    await eventually(async () => {
      await fleet.cutRelay();
      const { rows } = await silent.query('SELECT pg_try_advisory_lock(4712) AS "isMine"');
      return rows[0].isMine;
    });
    await fleet.expectNothingStale();
    await isOut;
    await fleet.heard();
    mute.destroy();
  });

  it('go on when Redis throws everybody out [D-06]', async () => {
    await fleet.redis.command('CLIENT', 'KILL', 'TYPE', 'pubsub');
    await fleet.expectNothingStale();
    await fleet.heard();
  });

  it('do not depend on anything that Redis keeps [D-06]', async () => {
    const browser = await fleet.knownBrowser();
    await fleet.redis.command('FLUSHALL');
    expect(fleet.apis.map(isHeard)).toEqual([true, true]);
    await fleet.expectLoggedIn(browser);
    await fleet.expectEndsAtOnce(browser);
  });

  it('may be lost with Redis: the database answers, nobody is logged out, and they come back [D-06]', async () => {
    const browser = await fleet.knownBrowser();
    await fleet.redis.crash();
    await fleet.unheard();
    await fleet.expectLoggedIn(browser);
    for (const api of fleet.apis) expect((await api.raw('/api/health/ready')).status).toBe(200);
    await fleet.expectEndsAtOnce(browser);

    await fleet.redis.run();
    await fleet.heard();
    await fleet.expectNothingStale();
  });

  it('are not believed when Redis hangs, and nothing is stale meanwhile [D-06]', async () => {
    const browser = await fleet.knownBrowser();
    fleet.redis.signal('SIGSTOP');
    try {
      await fleet.expectEndsAtOnce(browser);
      expect(fleet.apis.map(isHeard)).toEqual([false, false]);
      await fleet.expectNothingStale();
    } finally {
      fleet.redis.signal('SIGCONT');
    }
    await fleet.heard();
    await fleet.expectNothingStale();
  });
});
