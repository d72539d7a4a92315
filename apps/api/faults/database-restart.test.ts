import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { BuiltServer } from './built-server.ts';
import { brokenInvariants } from './invariants.ts';
import { OwnPostgres } from './own-postgres.ts';
import { lateRefusals, Traffic, wrongAnswers } from './traffic.ts';

describe('a database that goes away under traffic', () => {
  let database: OwnPostgres;
  let server: BuiltServer;
  let traffic: Traffic;
  beforeAll(async () => {
    database = await OwnPostgres.start();
    server = await BuiltServer.start({ databaseUrl: database.url });
  });
  afterEach(async () => {
    const wrong = wrongAnswers(await traffic.stop());
    expect(wrong).toEqual([]);
    expect(server.isRunning).toBe(true);
    expect(await brokenInvariants(database)).toEqual([]);
  });
  afterAll(async () => {
    await server.stop();
    await database.stop();
  });

  it.each(['fast', 'immediate'] as const)(
    'is back without anybody’s help after a restart that is %s, and nothing is half done [D-01]',
    async (mode) => {
      traffic = await Traffic.start(server);
      for (let round = 0; round < 3; round += 1) {
        await delay(2_000);
        await database.restart(mode);
        const accepted = performance.now();
        await server.ready(5_000);
        expect(performance.now() - accepted).toBeLessThan(5_000);
      }
      await delay(2_000);

      expect(lateRefusals(await traffic.stop())).toEqual([]);
      const last = traffic.answers.slice(-20).map(({ status }) => status);
      expect(last.filter((status) => status >= 300)).toEqual([]);
    },
  );

  it('may take any connection at any time, and people see a 503 at the most [D-01]', async () => {
    traffic = await Traffic.start(server);
    const operator = await database.connect();
    for (let round = 0; round < 40; round += 1) {
      await delay(150 + Math.random() * 100);
      await operator.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE application_name LIKE 'gatehouse%' AND random() < 0.5`,
      );
    }
    await operator.end();
    expect(await server.ready()).toBeLessThan(5_000);
  });
});
