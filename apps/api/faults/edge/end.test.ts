import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { newRegistration, password } from '../../test/api.ts';
import { createTestDatabase, type TestDatabase } from '../../test/database.ts';
import { SlowSocket } from '../../test/slow-socket.ts';
import { BuiltServer } from '../built-server.ts';
import { Client } from './client.ts';

const RUNS = 100;
const CLIENTS = 12;
/** Milliseconds that all of them may take on a busy computer. */
const PATIENCE = 1_800_000;

describe('a process that is told to end', () => {
  let database: TestDatabase;
  let operator: pg.Client;
  let server: BuiltServer;
  const username = 'ada';
  beforeAll(async () => {
    database = await createTestDatabase();
    operator = new pg.Client({ connectionString: database.url });
    await operator.connect();
    const first = await start();
    await first.raw('/api/users', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(newRegistration({ username })),
    });
    await first.stop();
  });
  afterEach(async () => {
    if (server.isRunning) server.kill('SIGKILL');
    await server.end;
  });
  afterAll(async () => {
    await operator.end();
    await database.drop();
  });

  async function start(variables: Record<string, string> = {}): Promise<BuiltServer> {
    server = await BuiltServer.start({
      databaseUrl: database.url,
      variables: { SESSIONS_PER_USER: '1000', ...variables },
    });
    return server;
  }

  const countSessions = async (): Promise<number> => {
    const { rows } = await operator.query('SELECT count(*)::int AS count FROM sessions');
    return rows[0].count;
  };

  it(
    `answers every log-in that was sent, in ${RUNS} runs, and stores a session for each one that it answers [D-09]`,
    async () => {
      const faults: unknown[] = [];
      for (let run = 0; run < RUNS; run += 1) {
        await operator.query('DELETE FROM sessions');
        await start();
        const clients = Array.from({ length: CLIENTS }, () => new Client(server.port));
        const known = await Promise.all(
          clients.map((client) => client.ask('GET', '/api/health/live')),
        );
        let sent = 0;
        const answers = clients.map((client) =>
          client.ask('POST', '/api/session', { identifier: username, password }, () => {
            sent += 1;
          }),
        );
        while (sent < CLIENTS) await pause(1);
        // Before the first hash, during one, in a transaction, between two of them.
        await pause(Math.random() * 250);
        server.kill('SIGTERM');
        const statuses = await Promise.all(answers);
        const code = await server.end;
        const stored = await countSessions();
        const given = statuses.filter((status) => status.startsWith('200')).length;
        // A computer that is too busy to hash says so, which is an answer.
        const isComplete =
          known.every((status) => status.startsWith('200')) &&
          statuses.every((status) => /^(200|503) /.test(status));
        if (code !== 0 || !isComplete || stored !== given)
          faults.push({ run, code, stored, statuses });
        for (const client of clients) client.hangUp();
      }
      expect(faults).toEqual([]);
    },
    PATIENCE,
  );

  it('ends in order although a hundred connections rest and ten never come to their point [D-09]', async () => {
    await start();
    const head = `POST /api/session HTTP/1.1\r\nHost: localhost:${server.port}\r\nX-A: `;
    const slow = await Promise.all(Array.from({ length: 10 }, () => SlowSocket.open(server.port)));
    for (const socket of slow) {
      socket.send(head);
      void socket.drip('x', 200);
    }
    const resting = Array.from({ length: 100 }, () => new Client(server.port));
    await Promise.all(resting.map((client) => client.ask('GET', '/api/session')));
    const asked = new Client(server.port);
    const underWay = asked.ask('POST', '/api/session', { identifier: username, password });
    await pause(20);

    const told = Date.now();
    server.kill('SIGTERM');

    expect(await underWay).toBe('200 close');
    expect(await server.end).toBe(0);
    expect(Date.now() - told).toBeLessThan(15_000);
    for (const socket of slow) socket.hangUp();
    for (const client of [...resting, asked]) client.hangUp();
  });

  it('says first that it is not ready, goes on to answer for as long as it is set, and then ends [D-09]', async () => {
    await start({ SHUTDOWN_DELAY: '3s' });
    server.kill('SIGTERM');
    await pause(200);
    const during = [
      await server.status('/api/health/ready'),
      await server.status('/api/health/live'),
      await server.status('/api/session'),
    ];
    const fresh = await new Client(server.port).ask('GET', '/api/session');
    const code = await server.end;
    expect([during, fresh, code]).toEqual([[503, 200, 200], '200 close', 0]);
  });

  it('ends at once when it is told a second time [D-09]', async () => {
    await start({ SHUTDOWN_DELAY: '1h' });
    server.kill('SIGTERM');
    await pause(300);
    expect(server.isRunning).toBe(true);
    server.kill('SIGTERM');
    expect(await server.end).toBe(1);
  });

  it('cuts off what has no end, and closes the rest in order [D-09]', async () => {
    await start({ SHUTDOWN_GRACE: '1s' });
    const lock = new pg.Client({ connectionString: database.url });
    await lock.connect();
    await lock.query('BEGIN; LOCK TABLE sessions');
    const stuck = new Client(server.port).ask('POST', '/api/session', {
      identifier: username,
      password,
    });
    await pause(300);
    server.kill('SIGTERM');
    expect(await stuck).toMatch(/ECONNRESET|^503/);
    await lock.end();
    expect(await server.end).toBe(0);
  });
});
