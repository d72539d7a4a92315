import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { DatabaseLine } from '../test/database-line.ts';
import { BuiltServer } from './built-server.ts';
import { brokenInvariants } from './invariants.ts';
import { OwnPostgres } from './own-postgres.ts';
import { type Answer, lateRefusals, Traffic, wrongAnswers } from './traffic.ts';

/** What was committed before everything stopped waits until no process can believe otherwise, in milliseconds. */
const COMMITTED = 6_500;

describe('a database that hangs', () => {
  let database: OwnPostgres;
  let line: DatabaseLine;
  let server: BuiltServer;
  let traffic: Traffic;
  beforeAll(async () => {
    database = await OwnPostgres.start();
    line = new DatabaseLine(database.url);
    server = await BuiltServer.start({ databaseUrl: await line.open() });
  });
  beforeEach(async () => {
    traffic = await Traffic.start(server, 30);
    await delay(2_000);
  });
  afterEach(async () => {
    expect(wrongAnswers(await traffic.stop())).toEqual([]);
    expect(await brokenInvariants(database)).toEqual([]);
  });
  afterAll(async () => {
    await server.stop();
    line.close();
    await database.stop();
  });

  /** Answers of people, and of whoever asks after the health of the process, while something is wrong. */
  async function during(hang: () => Promise<void>, end: () => Promise<void>) {
    await hang();
    const began = performance.now();
    const lives: number[] = [];
    const ready: Answer[] = [];
    while (performance.now() - began < 7_000) {
      const at = performance.now();
      const status = await server.status('/api/health/ready');
      const took = performance.now() - at;
      ready.push({ name: 'ready', status, at, took, retryAfter: null });
      const asked = performance.now();
      expect(await server.status('/api/health/live')).toBe(200);
      lives.push(performance.now() - asked);
      await delay(100);
    }
    await end();
    const ended = performance.now();
    await server.ready(5_000);
    await delay(8_000);
    return { began, ended, lives, ready };
  }

  function expectPatience({ began, ended, lives }: Awaited<ReturnType<typeof during>>): void {
    const [before, since] = [true, false].map((isBefore) =>
      traffic.answers.filter(({ at }) => at < began === isBefore),
    );
    expect(lateRefusals(before ?? [], COMMITTED)).toEqual([]);
    expect(lateRefusals(since ?? [])).toEqual([]);
    // The loop is alive: whoever needs no database is answered at once.
    expect(lives.sort((a, b) => a - b)[Math.floor(lives.length * 0.9)]).toBeLessThan(500);
    const after = traffic.answers.filter(({ at }) => at > ended + 5_000);
    expect(after.filter(({ status }) => status >= 300)).toEqual([]);
    expect(after.length).toBeGreaterThan(50);
  }

  it('is given up soon, and nobody stands in line when it goes on: its processes are stopped [D-03]', async () => {
    const seen = await during(
      () => database.signalAll('SIGSTOP'),
      () => database.signalAll('SIGCONT'),
    );

    expectPatience(seen);
    expect(seen.ready.filter(({ status, took }) => status !== 503 || took > 2_000)).toEqual([]);
  });

  it('is given up soon, and nobody stands in line when it goes on: nothing comes through [D-03]', async () => {
    const seen = await during(
      async () => line.stall(),
      async () => line.mend(),
    );

    expectPatience(seen);
    expect(seen.ready.filter(({ status, took }) => status !== 503 || took > 2_000)).toEqual([]);
  });

  it('is given up soon, and nobody stands in line when it goes on: the table of people is locked [D-03]', async () => {
    let operator: pg.Client | undefined;
    const seen = await during(
      async () => {
        operator = await database.connect();
        await operator.query('BEGIN; LOCK TABLE users IN ACCESS EXCLUSIVE MODE');
      },
      async () => operator?.end(),
    );

    expectPatience(seen);
  });
});
