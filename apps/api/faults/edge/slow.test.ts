import { execFile } from 'node:child_process';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../test/database.ts';
import { SlowSocket } from '../../test/slow-socket.ts';
import { BuiltServer } from '../built-server.ts';
import { programPath } from './programs.ts';

/** The file of the web app that it takes longest to read. */
async function largestFile(): Promise<string> {
  const folder = resolve('../web/dist/assets');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.js'));
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
  return `/assets/${names[sizes.indexOf(Math.max(...sizes))]}`;
}

/** Seconds that an attack may go on; every connection of it is closed long before. */
const LENGTH = 60;
/** Of each of them more than enough to fill a pool of threads, were there one. */
const CONNECTIONS = 300;
const ESTABLISHED = '01';

const attacks = {
  'heads that never end': ['-H', '-i', '3', '-x', '24'],
  'bodies that never end': ['-B', '-i', '3', '-s', '8192', '-x', '10', '-f', 'application/json'],
  'answers that nobody reads': ['-X', '-n', '5', '-w', '16', '-y', '64', '-z', '4', '-k', '10'],
} as const;

describe('slow clients', () => {
  let database: TestDatabase;
  let server: BuiltServer;
  beforeAll(async () => {
    database = await createTestDatabase();
    server = await BuiltServer.start({ databaseUrl: database.url });
  });
  afterAll(async () => {
    await server.stop();
    await database.drop();
  });

  /** Somebody who just wants to read a page, again and again while it lasts. */
  async function statusesDuring(attack: Promise<unknown>): Promise<Map<number, number>> {
    const statuses = new Map<number, number>();
    let isOver = false;
    void attack.finally(() => {
      isOver = true;
    });
    while (!isOver) {
      const status = await server.status('/api/session');
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      await pause(50);
    }
    return statuses;
  }

  /** Connections that the server holds, as the system counts them. */
  async function held(): Promise<number> {
    const tables = await Promise.all(
      ['/proc/net/tcp', '/proc/net/tcp6'].map((file) => readFile(file, 'utf8')),
    );
    const port = server.port.toString(16).toUpperCase().padStart(4, '0');
    return tables
      .join('\n')
      .split('\n')
      .filter((line) => line.trim().split(/\s+/)[1]?.endsWith(`:${port}`))
      .filter((line) => line.trim().split(/\s+/)[3] === ESTABLISHED).length;
  }

  /** Milliseconds from the first crowd until it is gone, although the attacker goes on. */
  async function heldUntilEmpty(): Promise<number> {
    const begun = Date.now();
    while ((await held()) < CONNECTIONS / 2 && Date.now() - begun < LENGTH * 1000) await pause(100);
    while ((await held()) > 10) await pause(100);
    return Date.now() - begun;
  }

  it.each(Object.entries(attacks))(
    'are closed one and all, and everybody else is answered meanwhile: %s [D-15]',
    async (_name, options) => {
      const attack = promisify(execFile)(await programPath('slowhttptest'), [
        ...options,
        ...['-c', String(CONNECTIONS), '-r', '200', '-l', String(LENGTH), '-p', '5'],
        ...['-u', server.baseUrl + (await largestFile())],
      ]);
      const emptied = heldUntilEmpty();
      const statuses = await statusesDuring(attack);
      expect([...statuses.keys()]).toEqual([200]);
      expect(await emptied).toBeLessThan((LENGTH - 10) * 1000);
    },
  );

  it('that open two thousand connections and say nothing lose them all [D-15]', async () => {
    const sockets: SlowSocket[] = [];
    for (let opened = 0; opened < 2000; opened += 100)
      sockets.push(
        ...(await Promise.all(Array.from({ length: 100 }, () => SlowSocket.open(server.port)))),
      );
    const crowd = Promise.all(sockets.map((socket) => socket.closed(60_000)));
    const statuses = await statusesDuring(crowd);
    expect((await crowd).filter((lived) => lived === undefined)).toEqual([]);
    expect([...statuses.keys()]).toEqual([200]);
  });
});
