import { once } from 'node:events';
import { request as plainRequest } from 'node:http';
import { createServer, type RequestOptions, request, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api, newRegistration, startApi } from './api.ts';

/** A key that both ends know stands in for a certificate, which nobody would have signed. */
const shared = Buffer.alloc(32, 'k');
const channel = { ciphers: 'PSK', maxVersion: 'TLSv1.2' } as const;

interface Answer {
  readonly status: number | undefined;
  readonly cookies: readonly string[];
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** The line of the session's cookie. */
const sessionOf = ({ cookies }: Answer): string =>
  cookies.find((line) => line.startsWith('__Host-sid=')) ?? '';

describe('behind a proxy that ends TLS on this machine', () => {
  let proxy: Server;
  let api: Api;
  let port: number;
  beforeAll(async () => {
    proxy = createServer({ ...channel, pskCallback: () => shared }, (incoming, outgoing) => {
      const { method, url: path, headers } = incoming;
      const onward = plainRequest(
        {
          host: '127.0.0.1',
          port: api.env.port,
          method,
          path,
          headers: { ...headers, 'x-forwarded-for': '198.51.100.7', 'x-forwarded-proto': 'https' },
        },
        (answer) => {
          outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
          answer.pipe(outgoing);
        },
      );
      incoming.pipe(onward);
    }).listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    port = (proxy.address() as AddressInfo).port;
    api = await startApi({
      variables: { PUBLIC_URL: `https://localhost:${port}`, TRUST_PROXY: '1' },
    });
  });
  afterAll(async () => {
    proxy.close();
    await api.stop();
  });

  const send = async (
    method: string,
    path: string,
    { body, cookie, origin, type }: Record<string, string | undefined> = {},
  ): Promise<Answer> => {
    const options: RequestOptions & Pick<ConnectionOptions, 'pskCallback'> = {
      ...channel,
      host: '127.0.0.1',
      port,
      method,
      path,
      agent: false,
      pskCallback: () => ({ psk: shared, identity: 'test' }),
      checkServerIdentity: () => undefined,
      headers: {
        host: `localhost:${port}`,
        ...(cookie ? { cookie } : {}),
        ...(origin ? { origin } : {}),
        ...(body ? { 'content-type': type ?? 'application/json' } : {}),
      },
    };
    const sent = request(options);
    sent.end(body);
    const [answer] = await once(sent, 'response');
    let text = '';
    for await (const chunk of answer) text += String(chunk);
    const { statusCode, headers } = answer;
    return { status: statusCode, cookies: headers['set-cookie'] ?? [], headers, text };
  };

  it('everything works as it does in public: secure cookies, own origin, forms, addresses [S-194] [S-195]', async () => {
    const origin = `https://localhost:${port}`;
    const { username, password, ...rest } = newRegistration();
    const registered = await send('POST', '/api/users', {
      origin,
      body: JSON.stringify({ username, password, ...rest }),
    });
    expect([registered.status, registered.headers['strict-transport-security']]).toEqual([
      201,
      expect.stringContaining('max-age='),
    ]);
    expect(registered.cookies.map((line) => line.split('=')[0]).sort()).toEqual([
      '__Host-known',
      '__Host-sid',
    ]);
    expect(sessionOf(registered)).toMatch(
      /^__Host-sid=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );

    const cookie = sessionOf(registered).split(';')[0];
    expect((await send('GET', '/api/session', { cookie })).text).toContain(username);
    expect((await send('GET', '/api/account/sessions', { cookie })).text).toContain('198.51.100.0');
    const plain = await send('PUT', '/api/counter', { cookie, origin: `http://localhost:${port}` });
    expect(plain.status).toBe(403);

    const form = new URLSearchParams({ identifier: username, password }).toString();
    const type = 'application/x-www-form-urlencoded';
    const loggedIn = await send('POST', '/login', { body: form, type, origin });
    expect([loggedIn.status, loggedIn.headers['location']]).toEqual([303, '/welcome']);
    expect(sessionOf(loggedIn)).toMatch(/^__Host-sid=.*Secure/);
    const out = await send('DELETE', '/api/session', { cookie, origin });
    expect([out.status, (await send('GET', '/api/users', { cookie })).status]).toEqual([204, 401]);
  });

  it('a cookie under the plain name is nobody’s [S-194]', async () => {
    const registered = await send('POST', '/api/users', {
      body: JSON.stringify(newRegistration()),
    });
    const cookie = sessionOf(registered).split(';')[0]?.replace('__Host-', '');
    expect((await send('GET', '/api/users', { cookie })).status).toBe(401);
  });
});
