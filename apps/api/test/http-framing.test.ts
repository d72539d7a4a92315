import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api, startApi } from './api.ts';
import { RawBrowser } from './raw-browser.ts';
import { exchange, statusesIn } from './socket.ts';

describe('bytes on the wire', () => {
  let api: Api;
  let host: string;
  beforeAll(async () => {
    api = await startApi();
    host = `localhost:${api.env.port}`;
  });
  afterAll(() => api.stop());

  /** Head lines and a body, with our Host unless told otherwise. */
  const ask = (lines: string[], body = '') => exchange(api, `${lines.join('\r\n')}\r\n\r\n${body}`);

  const hidden = 'GET /api/shop/cookies HTTP/1.1\r\nHost: HOST\r\n\r\n';

  it.each([
    ['a length and chunks', ['Content-Length: 5', 'Transfer-Encoding: chunked']],
    ['two lengths', ['Content-Length: 5', 'Content-Length: 6']],
    ['a list of lengths', ['Content-Length: 5, 6']],
    ['a length with a sign', ['Content-Length: +5']],
    ['a length below nothing', ['Content-Length: -1']],
    ['a length in words', ['Content-Length: five']],
    ['an unknown encoding', ['Transfer-Encoding: xchunked']],
    ['chunks that are packed as well', ['Transfer-Encoding: gzip, chunked']],
    ['chunks that are not last', ['Transfer-Encoding: chunked, identity']],
    [
      'chunks twice',
      ['Transfer-Encoding: chunked', 'Transfer-Encoding: chunked', 'Content-Length: 3'],
    ],
    ['a folded line', ['X-A: b', ' c']],
    ['a blank before the colon', ['Content-Length : 5']],
    ['a NUL', ['X-A: a\0b']],
    ['a line without a colon', ['nonsense']],
    ['a bare line feed', ['X-A: b\nX-B: c\n']],
  ])(
    'that could be read in two ways are refused: %s; what hides behind them is never answered [IN-10] [D-33]',
    async (_what, lines) => {
      const request = [
        'POST /api/session HTTP/1.1',
        `Host: ${host}`,
        'Content-Type: application/json',
        ...lines,
      ];
      const received = await ask(request, `0\r\n\r\n${hidden.replace('HOST', host)}`);
      expect(statusesIn(received)).toEqual([400]);
      expect(received).not.toContain('chocolate');
      expect(received).toMatch(/^connection: close\r$/im);
    },
  );

  it.each([
    ['two hosts', ['GET /api/session HTTP/1.1', 'Host: HOST', 'Host: HOST']],
    ['a second, foreign host', ['GET /api/session HTTP/1.1', 'Host: HOST', 'Host: evil.example']],
    ['a foreign host', ['GET /api/session HTTP/1.1', 'Host: evil.example']],
    ['our host on another port', ['GET /api/session HTTP/1.1', 'Host: localhost:1']],
    ['a host with a path', ['GET /api/session HTTP/1.1', 'Host: HOST/x']],
    ['a host with a user', ['GET /api/session HTTP/1.1', 'Host: a@HOST']],
    ['an empty host', ['GET /api/session HTTP/1.1', 'Host:']],
    ['no host', ['GET /api/session HTTP/1.1', 'X-A: b']],
    [
      'a whole address of another host',
      ['GET http://evil.example/api/session HTTP/1.1', 'Host: HOST'],
    ],
    ['a whole address of our host', ['GET http://HOST/api/session HTTP/1.1', 'Host: HOST']],
    ['no path', ['GET * HTTP/1.1', 'Host: HOST']],
    ['a path without a slash', ['GET api/session HTTP/1.1', 'Host: HOST']],
  ])(
    'name our host, once, and a path: %s is refused [IN-10] [D-32] [RT-30]',
    async (_what, lines) => {
      const received = await ask([
        ...lines.map((line) => line.replaceAll('HOST', host)),
        'Connection: close',
      ]);
      expect(statusesIn(received)).toEqual([400]);
      expect(received).not.toMatch(/"user"/);
    },
  );

  it('reach health checks under any name, and nothing else', async () => {
    const under = async (name: string, path: string) =>
      statusesIn(await ask([`GET ${path} HTTP/1.1`, `Host: ${name}`, 'Connection: close']));
    expect(await under('10.1.2.3:8080', '/api/health/live')).toEqual([200]);
    expect(await under('10.1.2.3:8080', '/api/session')).toEqual([400]);
    expect(await under('10.1.2.3:8080', '/api/health/../session')).toEqual([404]);
  });

  it('get one answer for one request, in order, over one connection [IN-10]', async () => {
    const one = `GET /api/counter HTTP/1.1\r\nHost: ${host}\r\n\r\n`;
    const two = `POST /api/session HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}`;
    expect(statusesIn(await exchange(api, one + two + one))).toEqual([200, 422, 200]);
  });

  it('that are no HTTP, or end early, harm nobody [IN-10] [IN-17]', async () => {
    for (const bytes of [
      '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
      'GET',
      '\r\n\r\n\r\n',
      'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
      'GET / HTTP/9.9\r\n\r\n',
      '\0'.repeat(100),
      'SSH-2.0-x\r\n',
    ])
      expect(
        statusesIn(await exchange(api, bytes)).filter((status) => status !== 400 && status !== 505),
      ).toEqual([]);
    expect((await api.raw('/api/health/live')).status).toBe(200);
  });

  it.each(['TRACE', 'CONNECT', 'PROPFIND', 'SEARCH', 'PURGE', 'get', 'FOO', 'M-SEARCH', 'QUERY'])(
    'with the method %s change nothing and show nothing [IN-11] [S-009] [D-41]',
    async (method) => {
      const secret = 'X-Secret: echo-me';
      const received = await ask([
        `${method} /api/session HTTP/1.1`,
        `Host: ${host}`,
        secret,
        'Connection: close',
      ]);
      for (const status of statusesIn(received)) expect([400, 404, 405]).toContain(status);
      expect(received).not.toMatch(/echo-me|"user"/);
    },
  );

  it('with a path that climbs or hides reach no file and no guarded route [CS-06] [RT-18]', async () => {
    for (const path of [
      '/../../etc/passwd',
      '/assets/../../package.json',
      '/api/../api/users',
      '/./api/users',
      '//api/users',
      '/api//users',
      '/api/users;x=1',
      '/API/users',
      '/api/Users',
      '/api/%75sers/x',
      '/api/users/',
      '/api/users%2f',
      '/api%2fusers',
      '/api/users%00',
      '/api/users%0a',
      '/api/users%20',
      '/api/users/.',
      '/api/users/..',
      '/api/users.json',
      '/api/users\\',
      '/api/u%73ers?%',
      '/api/users#x',
      '/%61pi/users',
      '/api/users//',
      '/api/users%09',
      '/api/users%ff',
      '/api/users~',
      '/api/.users',
      '/api/users/%2e%2e/%2e%2e/session',
      '/api/account/sessions%2e',
    ]) {
      const received = await ask([
        `GET ${path} HTTP/1.1`,
        `Host: ${host}`,
        'Accept: application/json',
        'Connection: close',
      ]);
      expect([
        path,
        statusesIn(received).every((status) => [400, 401, 404, 405].includes(status)),
      ]).toEqual([path, true]);
      expect(received).not.toMatch(/"items"|"root:/);
    }
  });
});

describe('methods', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.stop());

  it('that an address does not take are refused with those it takes [S-002] [S-009] [IN-11] [D-41]', async () => {
    const browser = new RawBrowser(api);
    for (const [method, path, allowed] of [
      ['PUT', '/api/session', 'DELETE, GET, HEAD, POST'],
      ['GET', '/api/session/confirmation', 'POST'],
      ['POST', '/api/health/live', 'GET, HEAD'],
      ['PATCH', '/api/users', 'GET, HEAD, POST'],
      ['DELETE', '/login', 'GET, HEAD, POST'],
    ] as const) {
      const answer = await browser.send(method, path);
      expect([path, answer.status, answer.headers.get('allow')]).toEqual([path, 405, allowed]);
      expect(answer.problem.code).toBe('method_not_allowed');
    }
  });

  it('are told to whoever asks, without a log-in and without a body [FL-045]', async () => {
    const answer = await new RawBrowser(api).send('OPTIONS', '/api/account/sessions');
    expect([answer.status, answer.headers.get('allow'), answer.text]).toEqual([
      204,
      'DELETE, GET, HEAD',
      '',
    ]);
  });

  it('are guarded all alike: HEAD as GET [FL-046] [CS-06] [D-41] [RT-18]', async () => {
    for (const path of ['/api/users', '/api/account/sessions', '/api/shop/orders']) {
      const answer = await new RawBrowser(api).send('HEAD', path);
      expect([path, answer.status, answer.text]).toEqual([path, 401, '']);
    }
  });

  it('are what the request line says: no header, query or field overrides them [FL-046] [IN-11] [D-41]', async () => {
    const overrides = {
      'x-http-method-override': 'DELETE',
      'x-http-method': 'DELETE',
      'x-method-override': 'DELETE',
    };
    const browser = new RawBrowser(api);
    await browser.send('PUT', '/api/counter');
    await browser.send('POST', '/api/counter?_method=DELETE', undefined, overrides);
    expect(
      (await browser.send('GET', '/api/counter?_method=DELETE', undefined, overrides)).json(),
    ).toEqual({ count: 1 });
    const guarded = await browser.send('GET', '/api/users', undefined, {
      'x-http-method-override': 'OPTIONS',
    });
    expect(guarded.status).toBe(401);
  });
});
