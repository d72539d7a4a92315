import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { get } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../test/database.ts';
import { WireBrowser } from '../test/wire-browser.ts';
import { BuiltServer } from './built-server.ts';
import { tool } from './tools.ts';
import { registrationOf } from './traffic.ts';

const LIMIT = 128;

describe('a process without a descriptor left', () => {
  let database: TestDatabase;
  let server: BuiltServer;
  beforeAll(async () => {
    database = await createTestDatabase();
    server = await BuiltServer.start({ databaseUrl: database.url });
    // Only now: a start reads hundreds of files at once.
    execFileSync(tool('prlimit'), [`--pid=${server.pid}`, `--nofile=${LIMIT}`]);
  });
  afterAll(async () => {
    await server?.stop();
    await database.drop();
  });

  /** Connections that ask for nothing. */
  async function crowd(count: number): Promise<Socket[]> {
    return Promise.all(
      Array.from({ length: count }, async () => {
        const socket = connect(server.port, '127.0.0.1').on('error', () => undefined);
        await Promise.race([once(socket, 'connect'), once(socket, 'close')]);
        return socket;
      }),
    );
  }

  /** The status of an answer on a connection of its own; 0 where there was none. */
  function askAnew(cookie: string): Promise<number> {
    return new Promise((resolve) => {
      const path = '/api/users';
      const options = { host: 'localhost', port: server.port, path, agent: false };
      const request = get({ ...options, headers: { cookie }, timeout: 1_000 }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      request.on('timeout', () => request.destroy());
      request.on('error', () => resolve(0));
    });
  }

  it('lives on, calls nobody a stranger, and serves again when some are free [D-16]', async () => {
    const browser = new WireBrowser(server);
    await browser.send('POST', '/api/users', registrationOf('ada.crowd'));
    const pid = server.pid;
    const statuses = new Set<number>();
    for (let round = 0; round < 3; round += 1) {
      const sockets = await crowd(3 * LIMIT);
      const end = performance.now() + 3_000;
      while (performance.now() < end) {
        statuses.add(await askAnew(browser.cookie));
        await delay(50);
      }
      for (const socket of sockets) socket.destroy();
      expect(await server.ready(5_000)).toBeLessThan(5_000);
      expect((await browser.send('GET', '/api/users')).status).toBe(200);
    }

    expect(server.isRunning && server.pid === pid).toBe(true);
    // Nothing at all, or what is right: never "log in first".
    expect([...statuses].filter((status) => ![0, 200, 503].includes(status))).toEqual([]);
    expect(statuses).toContain(0);
  });
});
