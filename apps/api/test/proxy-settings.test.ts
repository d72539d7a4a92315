import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newSecretKey } from '../src/config/secret-keys.ts';
import { type Api, newRegistration, password, startApi } from './api.ts';
import { exchange, statusesIn } from './socket.ts';

const name = 'app.example.test';

describe('behind a proxy that does not do as the settings say', () => {
  let api: Api;
  let body: string;
  beforeAll(async () => {
    api = await startApi({
      variables: {
        PUBLIC_URL: `https://${name}`,
        TRUST_PROXY: '2',
        NODE_ENV: 'production',
        SECRET_KEYS: newSecretKey(),
      },
    });
    const registration = newRegistration();
    await post(api, '/api/users', [], JSON.stringify(registration));
    body = JSON.stringify({ identifier: registration.username, password });
  });
  afterAll(() => api.stop());

  const post = (to: Api, path: string, headers: string[], content: string) =>
    exchange(
      to,
      [
        `POST ${path} HTTP/1.1`,
        `Host: ${name}`,
        'Connection: close',
        'Content-Type: application/json',
        `Content-Length: ${Buffer.byteLength(content)}`,
        ...headers,
        '',
        content,
      ].join('\r\n'),
    );
  const logIn = (...headers: string[]) => post(api, '/api/session', headers, body);

  it('a log-in by http is refused in words, with no cookie that a browser would throw away [D-22]', async () => {
    for (const headers of [
      ['X-Forwarded-Proto: http', 'X-Forwarded-For: 192.0.2.1, 10.0.0.1'],
      // The last word is that of the proxy next to us.
      ['X-Forwarded-Proto: https, http', 'X-Forwarded-For: 192.0.2.1, 10.0.0.1'],
    ]) {
      const answer = await logIn(...headers);
      expect(statusesIn(answer)).toEqual([400]);
      expect(answer).toMatch(/begins with https:/);
      expect(answer).not.toMatch(/^set-cookie/im);
    }
    const page = await logIn(`Origin: http://${name}`);
    expect([statusesIn(page), /begins with https:/.test(page)]).toEqual([[403], true]);
    expect(api.log.filter((line) => line.includes('PUBLIC_URL says https'))).toHaveLength(1);
  });

  it('a log-in works although the proxy tells no scheme, and the log says so once [D-22]', async () => {
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const answer = await logIn();
      expect(statusesIn(answer)).toEqual([200]);
      expect(answer).toMatch(/^set-cookie: __Host-sid=.*; Secure/im);
    }
    expect(api.log.filter((line) => line.includes('X-Forwarded-Proto'))).toHaveLength(1);
    expect(api.log.filter((line) => line.includes('TRUST_PROXY says 2'))).toHaveLength(1);
  });

  it('the log says at the start that nobody is trusted, and later that somebody names clients all the same [D-22]', async () => {
    const variables = {
      PUBLIC_URL: `https://${name}`,
      NODE_ENV: 'production',
      SECRET_KEYS: newSecretKey(),
    };
    const alone = await startApi({ variables, databaseUrl: api.databaseUrl });
    expect(alone.log.filter((line) => line.includes('TRUST_PROXY does not name it'))).toHaveLength(
      1,
    );
    await post(alone, '/api/session', ['X-Forwarded-For: 192.0.2.1'], '{}');
    expect(alone.log.filter((line) => line.includes('TRUST_PROXY is not set'))).toHaveLength(1);
    await alone.stop();
  });
});
