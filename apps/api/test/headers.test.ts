import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api, newRegistration, startApi } from './api.ts';
import { RawBrowser, type RawPerson, rawPerson } from './raw-browser.ts';
import { exchange } from './socket.ts';

const https = 'https://app.example.test';

/** Header fields of a bare answer, by name in lower case. */
function headersOf(received: string): Headers {
  const [head = ''] = received.split('\r\n\r\n');
  return new Headers(
    head
      .split('\r\n')
      .slice(1)
      .map((line): [string, string] => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon), line.slice(colon + 1).trim()];
      }),
  );
}

const expected = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
};

function expectHeaders(headers: Headers): void {
  expect(
    Object.fromEntries(Object.keys(expected).map((name) => [name, headers.get(name)])),
  ).toEqual(expected);
  expect(headers.get('permissions-policy')).toMatch(/camera=\(\)/);
  expect([
    headers.get('x-powered-by'),
    headers.get('server'),
    headers.get('x-xss-protection'),
  ]).toEqual([null, null, null]);
}

describe('the headers', () => {
  let api: Api;
  let person: RawPerson;
  beforeAll(async () => {
    api = await startApi({ variables: { PUBLIC_URL: https } });
    person = await rawPerson(api);
  });
  afterAll(() => api.stop());

  const statuses: Record<number, () => Promise<{ status: number; headers: Headers }>> = {
    200: () => person.browser.send('GET', '/api/account/sessions'),
    201: () => new RawBrowser(api).send('POST', '/api/users', newRegistration()),
    204: () => new RawBrowser(api).send('DELETE', '/api/session'),
    303: () => new RawBrowser(api).submit('/logout', {}),
    400: () => person.browser.send('POST', '/api/messages', '{'),
    401: () => new RawBrowser(api).send('GET', '/api/account/sessions'),
    403: () => new RawBrowser(api).send('PUT', '/api/counter', undefined, { origin: 'null' }),
    404: () => person.browser.send('GET', '/api/none'),
    405: () => person.browser.send('PUT', '/api/users'),
    409: () =>
      new RawBrowser(api).send('POST', '/api/users', {
        ...newRegistration(),
        email: person.user.email,
      }),
    413: () => person.browser.send('POST', '/api/messages', { content: 'x'.repeat(20_000) }),
    415: () => person.browser.send('POST', '/api/messages', 'x', { 'content-type': 'text/plain' }),
    422: () => person.browser.send('POST', '/api/messages', {}),
    429: async () => {
      for (let attempt = 0; attempt < 10; attempt++)
        await new RawBrowser(api).send('POST', '/api/session', {
          identifier: 'guessed',
          password: 'x',
        });
      return new RawBrowser(api).send('POST', '/api/session', {
        identifier: 'guessed',
        password: 'x',
      });
    },
    500: async () => {
      await api.database.query(
        `ALTER TABLE users ADD CONSTRAINT unlucky CHECK (username <> 'unlucky')`,
      );
      return new RawBrowser(api).send(
        'POST',
        '/api/users',
        newRegistration({ username: 'unlucky' }),
      );
    },
    503: async () => {
      await api.database.destroy();
      const answer = await person.browser.send('GET', '/api/account/sessions');
      await api.database.initialize();
      return answer;
    },
  };

  it.each(Object.keys(statuses).map(Number))(
    'are those of every answer on %d [D-43] [WB-01] [WB-02] [WB-03] [WB-04] [WB-10] [RT-24]',
    async (wanted) => {
      const { status, headers } = (await statuses[wanted]?.()) ?? {};
      expect(status).toBe(wanted);
      expectHeaders(headers ?? new Headers());
      expect(headers?.get('vary')).toMatch(/Cookie/);
      expect(headers?.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
    },
  );

  it.each([
    ['GET /%zz HTTP/1.1\r\nHost: app.example.test', 400],
    ['GET / HTTP/1.1\r\nHost: evil.example', 400],
    ['GET / HTTP/1.1\r\nHost: app.example.test\r\nBad Header: x', 400],
    [`GET / HTTP/1.1\r\nHost: app.example.test\r\nX-Long: ${'x'.repeat(17_000)}`, 431],
  ])('are there even on what cannot be read: %j [WB-03] [IN-07] [IN-14]', async (head, status) => {
    const received = await exchange(api, `${head}\r\n\r\n`);
    expect(received).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    const headers = headersOf(received);
    expectHeaders(headers);
    expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    const body = JSON.parse(received.slice(received.indexOf('\r\n\r\n') + 4)) as {
      status: number;
    };
    expect(body.status).toBe(status);
  });

  it('name no transport security where there is none [WB-01]', async () => {
    const plain = await startApi({ databaseUrl: api.databaseUrl });
    const { headers } = await plain.raw('/api/session');
    expect(headers.get('strict-transport-security')).toBeNull();
    await plain.stop();
  });

  it('never lead from plain to secure: the API refuses or answers, and redirects nobody [IN-15]', async () => {
    for (const path of ['/api/session', '/api/none', '/api/users']) {
      const { status, headers } = await api.raw(path);
      expect([status < 300 || status >= 400, headers.get('location')]).toEqual([true, null]);
    }
  });

  it('deny each address its disguise as a file: nothing private under a name that a cache would keep [WB-05] [RT-24]', async () => {
    const disguises = [
      '/x.css',
      ';a.js',
      '%2f.css',
      '/.js',
      '%3b.css',
      '.json',
      '%0a.css',
      '/..%2fx.png',
      '//x.css',
      '?x.css',
    ];
    for (const path of ['/api/session', '/api/account/sessions', `/api/users/${person.user.id}`])
      for (const disguise of disguises) {
        const answer = await person.browser.send('GET', path + disguise);
        expect(answer.headers.get('cache-control')).toBe('no-store');
        if (disguise.startsWith('?')) continue;
        expect([400, 404, 405]).toContain(answer.status);
        expect(answer.text).not.toContain(person.user.username);
      }
  });

  it('hide what has no business on a public port [WB-13] [RT-32]', async () => {
    const paths = [
      '.git/config',
      '.env',
      'package.json',
      'metrics',
      'debug',
      'server-status',
      'assets/',
      'assets/../package.json',
      'index.html.map',
      'api',
      'api/',
      'node_modules/fastify/package.json',
      '..%2f..%2fpackage.json',
      'wp-login.php',
      'actuator',
    ];
    for (const path of paths) {
      const answer = await new RawBrowser(api).send('GET', `/${path}`);
      expect([path, answer.status]).toEqual([path, 404]);
    }
  });
});
