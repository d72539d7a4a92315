import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { chmod, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort } from '../test/api.ts';
import { createTestDatabase } from '../test/database.ts';
import { eventually } from '../test/eventually.ts';
import { WireBrowser } from '../test/wire-browser.ts';
import { BuiltServer } from './built-server.ts';
import { brokenInvariants } from './invariants.ts';
import { OwnPostgres } from './own-postgres.ts';
import { needRoot, tool } from './tools.ts';
import { registrationOf } from './traffic.ts';

/** Room for an empty database and little more. */
const DISK = '160m';

async function person(server: BuiltServer, username: string): Promise<WireBrowser> {
  const browser = new WireBrowser(server);
  expect((await browser.send('POST', '/api/users', registrationOf(username))).status).toBe(201);
  return browser;
}

describe('a log on a disk that is full', () => {
  it('loses its lines, which are counted, and nothing else [D-08]', async () => {
    const database = await createTestDatabase();
    const metricsPort = await freePort();
    const full = await open('/dev/full', 'w');
    const server = await BuiltServer.start({
      databaseUrl: database.url,
      variables: { METRICS_PORT: String(metricsPort) },
      stdout: full.fd,
    });
    const browser = await person(server, 'ada.full');
    const statuses: number[] = [];
    for (let turn = 0; turn < 50; turn += 1) {
      const answer = await browser.send('POST', '/api/messages', { content: `Turn ${turn}` });
      statuses.push(answer.status);
    }
    const metrics = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
    const end = await server.stop();
    await full.close();
    await database.drop();

    expect(statuses.filter((status) => status !== 201)).toEqual([]);
    expect(Number(/^gatehouse_log_lines_lost_total (\d+)/m.exec(metrics)?.[1])).toBeGreaterThan(0);
    expect(end).toBe(0);
  });
});

describe('a database on a disk that is full', () => {
  let disk: string;
  let database: OwnPostgres;
  let server: BuiltServer;
  beforeAll(async () => {
    needRoot('to make a small disk');
    disk = await mkdtemp(join(tmpdir(), 'gatehouse-disk-'));
    execFileSync(tool('mount'), ['-t', 'tmpfs', '-o', `size=${DISK}`, 'tmpfs', disk]);
    await chmod(disk, 0o755);
    database = await OwnPostgres.start(disk);
    server = await BuiltServer.start({ databaseUrl: database.url });
  });
  afterAll(async () => {
    await server?.stop();
    await database?.stop();
    if (disk) execFileSync(tool('umount'), [disk]);
    if (disk) await rm(disk, { recursive: true });
  });

  /** As another program on the same disk would. */
  async function fill(): Promise<void> {
    const stream = createWriteStream(join(disk, 'filler'));
    stream.write(Buffer.alloc(256 * 1024 * 1024));
    const [error] = await once(stream, 'error');
    expect(error).toMatchObject({ code: 'ENOSPC' });
  }

  it('refuses what has to be written, and goes on to know who is logged in [D-08]', async () => {
    const browser = await person(server, 'ada');
    const write = async () => {
      const content = 'What nobody has room for. '.repeat(30);
      return (await browser.send('POST', '/api/messages', { content })).status;
    };
    expect(await write()).toBe(201);
    await fill();
    const written: number[] = [];
    await eventually(async () => {
      written.push(await write());
      return written.at(-1) === 503;
    });
    const reads: number[] = [];
    for (let turn = 0; turn < 20; turn += 1) {
      reads.push((await browser.send('GET', '/api/session')).status);
      reads.push((await browser.send('GET', '/api/users')).status);
      written.push(await write());
    }
    const newcomers: number[] = [];
    for (let turn = 0; turn < 10; turn += 1) {
      const newcomer = new WireBrowser(server);
      const logIn = await newcomer.logIn({
        user: { username: 'ada' },
        password: registrationOf('ada').password,
      });
      newcomers.push(logIn.status);
      // A log-in that is not kept is none.
      expect(await newcomer.whoAmI()).toBe(logIn.ok ? 'ada' : null);
    }
    await rm(join(disk, 'filler'));
    await server.ready(5_000);

    expect(reads.filter((status) => status !== 200)).toEqual([]);
    expect(written.filter((status) => status !== 201 && status !== 503)).toEqual([]);
    expect(newcomers.filter((status) => status !== 200 && status !== 503)).toEqual([]);
    expect(await write()).toBe(201);
    expect(server.isRunning).toBe(true);
    expect(await brokenInvariants(database)).toEqual([]);
  });
});
