import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api, startApi } from './api.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { type RawPerson, rawPerson } from './raw-browser.ts';

describe('a database that hangs', () => {
  let database: TestDatabase;
  let line: Server;
  let isMute = false;
  let api: Api;
  let person: RawPerson;
  beforeAll(async () => {
    database = await createTestDatabase();
    const target = new URL(database.url);
    line = createServer((socket) => {
      const onward = connect(Number(target.port), target.hostname);
      socket.on('error', () => undefined).pipe(onward);
      onward.on('error', () => undefined).on('data', (bytes) => isMute || socket.write(bytes));
      onward.on('close', () => socket.destroy());
    }).listen(0, '127.0.0.1');
    await once(line, 'listening');
    const url = new URL(database.url);
    url.hostname = '127.0.0.1';
    url.port = String((line.address() as AddressInfo).port);
    api = await startApi({ databaseUrl: url.href });
    person = await rawPerson(api);
  });
  afterAll(async () => {
    await api.stop();
    line.close();
    await database.drop();
  });

  it('is taken for down after a while: nobody waits for ever, and nobody is logged out [SE-21]', async () => {
    isMute = true;
    const asked = Date.now();
    const [mine, health] = await Promise.all([
      person.browser.send('GET', '/api/session'),
      person.browser.send('GET', '/api/health/ready'),
    ]);
    isMute = false;

    expect([mine.status, mine.problem.code, health.status]).toEqual([503, 'unavailable', 503]);
    expect(mine.headers.getSetCookie()).toEqual([]);
    expect(Date.now() - asked).toBeLessThan(12_000);
  });
});
