import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api, startApi } from './api.ts';
import { RawBrowser, type RawPerson, rawPerson } from './raw-browser.ts';
import { exchange } from './socket.ts';

const nobody = '00000000-0000-4000-8000-000000000000';
const cursor = (...key: string[]) => Buffer.from(JSON.stringify(key)).toString('base64url');

describe('what a client asks for and cannot have', () => {
  let folder: string;
  let api: Api;
  let person: RawPerson;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gatehouse-web-'));
    await mkdir(join(folder, 'assets'));
    for (const name of ['index.html', 'login.html', 'register.html', 'assets/app.js'])
      await writeFile(join(folder, name), '<!--notices--><!--bootstrap-->');
    api = await startApi({ webFolder: folder });
    person = await rawPerson(api);
  });
  afterAll(async () => {
    await api.stop();
    await rm(folder, { recursive: true });
  });

  const ask = (path: string, headers = '') =>
    exchange(
      api,
      `GET ${path} HTTP/1.1\r\nHost: localhost:${api.env.port}\r\nAccept: text/html\r\n${headers}\r\n`,
    );

  it.each([
    '//[',
    '//[::1',
    '//:99999/',
    '///',
    '//evil.example',
    '//evil.example/users',
    '/\\evil',
  ])('is refused when it only looks like an address: %s [IN-17]', async (path) => {
    const received = await ask(path);
    expect([received.slice(9, 12), /^location:/im.test(received)]).toEqual(['404', false]);
  });

  it.each([
    ['a range beyond the end', '/assets/app.js', 'Range: bytes=9999-\r\n', 400],
    ['a condition that does not hold', '/assets/app.js', 'If-Match: "other"\r\n', 400],
    ['a file outside of the folder', '/api/docs/../../package.json', '', 403],
    ['an expectation that nobody knows', '/api/session', 'Expect: wonders\r\n', 200],
  ])('is no fault of the server: %s [IN-17]', async (_, path, headers, status) => {
    const received = await ask(path, headers);
    expect(received).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    if (status >= 400) expect(received).toContain('application/problem+json');
  });

  it.each(['2026-02-31T00:00:00.000Z', '2026-01-01T24:00:00.000Z', '0000-01-01T00:00:00.000Z'])(
    'is refused when it begins on a day that is in no calendar: %s [IN-17]',
    async (day) => {
      for (const list of ['messages', 'shop/orders']) {
        const path = `/api/${list}?cursor=${cursor(day, nobody)}`;
        expect([path, (await person.browser.send('GET', path)).status]).toEqual([path, 422]);
      }
    },
  );

  it.each(['%00', 'a', '%2e%2e', 'a'.repeat(400), '%C3%A9'.repeat(22)])(
    'is not there when no session can have the id %s [IN-17]',
    async (id) => {
      const answer = await person.browser.send('DELETE', `/api/account/sessions/${id}`);
      expect(answer.status).toBe(404);
    },
  );

  it('is told with the number that the log has, also when the request could not be read [LG-06]', async () => {
    for (const received of [await ask('/users/%'), await exchange(api, 'nonsense\r\n\r\n')]) {
      const [head = '', body = ''] = received.split('\r\n\r\n');
      const [, number] = /^x-request-id: (\S+)/im.exec(head) ?? [];
      expect(JSON.parse(body)).toMatchObject({ status: 400, requestId: number });
    }
  });

  it('is not called a wrong method where the method was right [IN-11]', async () => {
    const visitor = new RawBrowser(api);
    const json = await visitor.send('GET', '/login', undefined, { accept: 'application/json' });
    const written = await visitor.send('POST', '/users');
    expect([json.status, written.status, written.headers.get('allow')]).toEqual([
      404,
      405,
      'GET, HEAD',
    ]);
  });
});

describe('a form that fails', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.stop());

  it('is refused when its bytes are no characters, as JSON is [IN-17]', async () => {
    const type = 'application/x-www-form-urlencoded';
    for (const path of ['/login', '/register']) {
      const body = 'username=ada&identifier=ada&password=nine%FFlanterns';
      const answer = await new RawBrowser(api).send('POST', path, body, { 'content-type': type });
      expect([path, answer.status, answer.headers.getSetCookie()]).toEqual([path, 400, []]);
    }
  });

  it('leads back with a message, and leaves the reason in the log [LG-06]', async () => {
    await api.database.query('ALTER TABLE password_failures RENAME TO attempts_away');
    const answer = await new RawBrowser(api).submit('/login', { identifier: 'ada', password: 'x' });
    await api.database.query('ALTER TABLE attempts_away RENAME TO password_failures');

    expect([answer.status, answer.location]).toEqual([303, '/login']);
    const logged = api.log.find((line) => line.includes('request failed')) ?? '';
    expect(logged).toContain('password_failures');
    expect(logged).toContain(answer.headers.get('x-request-id') ?? 'no number');
  });
});
