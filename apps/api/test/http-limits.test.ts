import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api, newRegistration, password, startApi } from './api.ts';
import { RawBrowser, type RawPerson, rawPerson } from './raw-browser.ts';
import { exchange, statusesIn } from './socket.ts';

const KIB = 1024;

describe('the limits', () => {
  let api: Api;
  let person: RawPerson;
  let host: string;
  beforeAll(async () => {
    api = await startApi();
    person = await rawPerson(api);
    host = `localhost:${api.env.port}`;
  });
  afterAll(() => api.stop());

  it('of a body: 16 KiB are read, one byte more is 413, and quickly [IN-07] [S-184] [D-30] [D-36]', async () => {
    const sized = (size: number) => `{"content":"x"}${' '.repeat(size - 15)}`;
    expect((await person.browser.send('POST', '/api/messages', sized(16 * KIB))).status).toBe(201);
    for (const size of [16 * KIB + 1, 1024 * KIB]) {
      const answer = await person.browser.send('POST', '/api/messages', sized(size));
      expect([answer.status, answer.problem.code]).toEqual([413, 'payload_too_large']);
    }
    const huge = newRegistration({ password: 'p'.repeat(1024 * KIB) });
    expect((await new RawBrowser(api).send('POST', '/api/users', huge)).status).toBe(413);
    expect(
      (
        await new RawBrowser(api).submit('/login', {
          identifier: 'a',
          password: 'p'.repeat(20 * KIB),
        })
      ).location ?? '413',
    ).toMatch(/413|login/);
  });

  it('of a body that does not tell its size: chunks beyond 16 KiB are refused [IN-07] [D-30]', async () => {
    const chunk = `1000\r\n${'x'.repeat(4096)}\r\n`;
    const received = await exchange(
      api,
      `POST /api/session HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n${chunk.repeat(6)}`,
    );
    expect(statusesIn(received)).toEqual([413]);
  });

  it('of depth: 20 levels are looked at, deeper is malformed, and nothing falls over [IN-07] [IN-08] [RT-25]', async () => {
    const nested = (depth: number) =>
      `{"content":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;
    expect((await person.browser.send('POST', '/api/messages', nested(20))).status).toBe(422);
    for (const body of [nested(21), nested(7000), '['.repeat(16_000), '{"a":'.repeat(3000)])
      expect((await person.browser.send('POST', '/api/messages', body)).status).toBe(400);
    const inText = JSON.stringify({ content: '[{'.repeat(500) });
    expect((await person.browser.send('POST', '/api/messages', inText)).status).toBe(201);
    expect((await api.raw('/api/health/live')).status).toBe(200);
  });

  it('of keys: thousands are refused by name or by size, in no time [IN-07] [IN-08] [RT-25]', async () => {
    const many = JSON.stringify(
      Object.fromEntries(Array.from({ length: 1200 }, (_, n) => [`k${n}`, 1])),
    );
    const started = Date.now();
    expect((await person.browser.send('POST', '/api/messages', many)).status).toBe(422);
    const query = Array.from({ length: 3000 }, (_, n) => `k${n}=1`).join('&');
    expect([400, 414, 422, 431]).toContain(
      (await person.browser.send('GET', `/api/messages?${query}`)).status,
    );
    expect(Date.now() - started).toBeLessThan(2000);
  });

  it('of repeated keys: the body means one thing, whatever stands first [AZ-05]', async () => {
    const { user } = person;
    const answer = await person.browser.send(
      'PATCH',
      `/api/users/${user.id}`,
      '{"name":"First","name":"Second"}',
    );
    expect([200, 400]).toContain(answer.status);
    const role = await person.browser.send(
      'PATCH',
      `/api/users/${user.id}`,
      '{"name":"x","role":"admin","role":"member"}',
    );
    expect(role.status).toBe(422);
  });

  it('of headers: a hundred of them, 16 KiB in all [IN-07]', async () => {
    const head = (count: number) =>
      [
        'GET /api/session HTTP/1.1',
        `Host: ${host}`,
        'Connection: close',
        ...Array.from({ length: count - 2 }, (_, n) => `X-${n}: 1`),
      ].join('\r\n');
    expect(statusesIn(await exchange(api, `${head(100)}\r\n\r\n`))).toEqual([200]);
    expect(statusesIn(await exchange(api, `${head(101)}\r\n\r\n`))).toEqual([400]);
    const long = `GET /api/session HTTP/1.1\r\nHost: ${host}\r\nCookie: sid=${'x'.repeat(17 * KIB)}\r\n\r\n`;
    expect(statusesIn(await exchange(api, long))).toEqual([431]);
  });

  it('of an address: a long one is no crash and no page of ours [IN-07]', async () => {
    for (const path of [
      `/api/messages/${'a'.repeat(600)}`,
      `/${'a/'.repeat(3000)}`,
      `/login?next=${'%2f'.repeat(3000)}`,
    ]) {
      const { status } = await new RawBrowser(api).send('GET', path);
      expect([400, 404, 405, 414, 431]).toContain(status);
    }
  });

  it.each([
    '%',
    '%zz',
    '%u0041',
    '%c0%af',
    '%ff',
    '%00',
    '%e0%a4%a',
    '%0d%0aset-cookie:a=b',
    '%252f',
    '\u00e9',
    '%ed%a0%80',
  ])(
    'of encodings: %j in an address is 400 or nothing there, never a fault [IN-17] [D-31]',
    async (part) => {
      for (const path of [
        `/api/messages/${part}`,
        `/api/${part}`,
        `/${part}`,
        `/api/users/${part}/role`,
        `/assets/${part}`,
      ]) {
        const answer = await person.browser.send('GET', path);
        expect([path, [400, 404, 405].includes(answer.status)]).toEqual([path, true]);
        expect(answer.headers.getSetCookie()).toEqual([]);
      }
    },
  );

  it('of cookies: what cannot be one is none, and plants nothing [IN-17] [CK-01] [CK-05] [D-31] [RT-23]', async () => {
    const own = person.browser.cookie;
    const cookies = [
      '',
      ';',
      '=',
      'sid',
      'sid=',
      '=sid',
      'sid=;',
      'sid=%',
      'sid=%zz',
      'sid=a.b',
      `sid=${'\u00e9'}`,
      'sid="',
      `sid="${own.slice(4)}"`,
      `${own}; ${own}`,
      own.replace('sid', 'SID'),
      own.replace('sid', ' =sid'),
      own.replace('sid', 's%69d'),
      `${own}x`,
      'a=b; '.repeat(500),
      '__proto__=x',
      'sid=__proto__.constructor',
    ];
    for (const cookie of cookies) {
      const answer = await new RawBrowser(api).send('GET', '/api/account/sessions', undefined, {
        cookie,
      });
      expect([cookie.slice(0, 60), answer.status, answer.headers.getSetCookie()]).toEqual([
        cookie.slice(0, 60),
        401,
        [],
      ]);
    }
    expect(
      (
        await new RawBrowser(api).send('GET', '/api/account/sessions', undefined, {
          cookie: `a=b; ${own}; c=d`,
        })
      ).status,
    ).toBe(200);
  });

  it('of other headers: no value of theirs raises a fault [IN-17] [D-31]', async () => {
    const names = [
      'authorization',
      'accept',
      'accept-language',
      'accept-encoding',
      'user-agent',
      'if-none-match',
      'if-modified-since',
      'range',
      'x-request-id',
      'x-forwarded-for',
      'x-forwarded-proto',
      'forwarded',
      'referer',
      'content-type',
      'content-encoding',
      'sec-fetch-mode',
      'idempotency-key',
      'gatehouse-background',
      'purpose',
      'te',
      'upgrade-insecure-requests',
    ];
    const nasty = [
      '',
      '%',
      '\\',
      '"',
      "'; DROP TABLE users; --",
      `\${jndi:ldap://x}`,
      '() { :;}; x',
      '\u00ff\u00fe',
      ',,,,',
      ';;;;',
      '*/*;q=zzz',
      'bytes=0-0,1-1,-5',
      'a'.repeat(4000),
      '__proto__',
      '../../x',
    ];
    for (const name of names)
      for (const value of nasty) {
        const body = name.startsWith('content') ? '{}' : undefined;
        const answer = await person.browser.send(
          body ? 'POST' : 'GET',
          body ? '/api/messages' : '/api/session',
          body,
          { [name]: value },
        );
        expect([name, value.slice(0, 20), answer.status < 500]).toEqual([
          name,
          value.slice(0, 20),
          true,
        ]);
        expect(answer.text).not.toContain(password);
      }
  });
});
