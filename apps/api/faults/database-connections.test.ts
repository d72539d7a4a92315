import { createRequire } from 'node:module';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { eventually } from '../test/eventually.ts';
import { BuiltServer } from './built-server.ts';
import { brokenInvariants } from './invariants.ts';
import { OwnPostgres } from './own-postgres.ts';
import { lateRefusals, REFUSAL, registrationOf, Traffic, wrongAnswers } from './traffic.ts';

const pgPath = pathToFileURL(createRequire(import.meta.url).resolve('pg')).href;

describe('connections that are all in use', () => {
  let database: OwnPostgres;
  let server: BuiltServer;
  let operators: pg.Client[];
  beforeAll(async () => {
    database = await OwnPostgres.start();
    operators = [];
  });
  afterEach(async () => {
    for (const operator of operators.splice(0)) await operator.end();
    await server.stop();
    expect(await brokenInvariants(database)).toEqual([]);
  });
  afterAll(() => database.stop());

  const json = (body: unknown): RequestInit => ({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

  it('refuse in time what comes then, and are free again afterwards [D-04]', async () => {
    server = await BuiltServer.start({ databaseUrl: database.url });
    const operator = await database.connect();
    operators.push(operator);
    await operator.query('BEGIN; LOCK TABLE users IN ACCESS EXCLUSIVE MODE');
    const ask = async (index: number) => {
      const at = performance.now();
      const answer = await server.raw(
        '/api/session',
        json({ identifier: `nobody.${index}`, password: 'not it' }),
      );
      await answer.arrayBuffer();
      return { status: answer.status, took: performance.now() - at };
    };
    const answers = await Promise.all(Array.from({ length: 60 }, (_, index) => ask(index)));
    await operator.query('ROLLBACK');

    expect(answers.filter(({ status }) => status !== 503)).toEqual([]);
    expect(answers.filter(({ took }) => took > REFUSAL)).toEqual([]);
    expect((await ask(100)).status).toBe(401);
  });

  it('are no fault when the database has none to give, nor afterwards [D-04]', async () => {
    server = await BuiltServer.start({ databaseUrl: database.url });
    const traffic = await Traffic.start(server, 30);
    const [limit] = await database.ask<{ count: number }>(
      "SELECT current_setting('max_connections')::int AS count",
    );
    // All that are free, again and again while the process tries to get some.
    const occupy = async () => {
      for (let count = 0; count < (limit?.count ?? 0); count += 1) {
        const operator = await database.connect().catch(() => undefined);
        if (!operator) return;
        operators.push(operator);
      }
    };
    await eventually(async () => {
      await occupy();
      const [operator] = operators;
      await operator?.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'gatehouse%'",
      );
      await occupy();
      return (await server.status('/api/health/ready')) === 503;
    });
    await delay(2_000);
    for (const other of operators.splice(0)) await other.end();
    await server.ready(5_000);
    await delay(3_000);
    const answers = await traffic.stop();

    expect(wrongAnswers(answers)).toEqual([]);
    expect(lateRefusals(answers)).toEqual([]);
    expect(answers.slice(-20).filter(({ status }) => status >= 300)).toEqual([]);
  });

  it('are enough when there is only one: no piece of work needs a second beside its first [D-04]', async () => {
    const onlyOne = `data:text/javascript,${encodeURIComponent(`
      import pg from ${JSON.stringify(pgPath)};
      const { Pool } = pg;
      pg.Pool = class BoundPool extends Pool { constructor(options) { super({ ...options, max: options.application_name === 'gatehouse' ? 1 : options.max }); } };
    `)}`;
    server = await BuiltServer.start({
      databaseUrl: database.url,
      nodeOptions: ['--import', onlyOne],
    });
    const traffic = await Traffic.start(server, 20);
    await delay(8_000);
    const [pooled] = await database.ask<{ count: number }>(
      "SELECT count(*)::int AS count FROM pg_stat_activity WHERE application_name = 'gatehouse'",
    );
    const answers = await traffic.stop();

    expect(pooled?.count).toBe(1);
    expect(answers.filter(({ status }) => status < 200 || status >= 300)).toEqual([]);
    expect(answers.length).toBeGreaterThan(100);
    const newcomer = await server.status('/api/users', json(registrationOf('the.last')));
    expect(newcomer).toBe(201);
  });
});
