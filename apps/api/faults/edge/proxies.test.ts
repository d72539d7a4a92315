import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hostName } from './certificate.ts';
import type { ProxyName } from './examples.ts';
import { Front } from './front.ts';
import { plainExchange } from './plain-line.ts';
import { exchangeTls, openTls } from './tls-line.ts';

const framing = /frame-ancestors 'none'/;

describe.each<ProxyName>(['nginx', 'caddy', 'haproxy'])('behind %s as we show it', (name) => {
  let front: Front;
  beforeAll(async () => {
    front = await Front.start(name);
  });
  afterAll(() => front.stop());

  const where = () => ({ port: front.edge.https, ca: front.certificate.pem });
  const plain = (path: string, host: string) =>
    plainExchange(front.edge.http, `GET ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);

  it('people register, log in, stay logged in and log out, with cookies for this host alone [D-22]', async () => {
    const { browser, username, password } = await front.person();
    expect([...browser.cookies.keys()]).toContain('__Host-sid');
    expect((await browser.send('GET', '/api/session')).text).toContain(username);
    expect((await browser.send('DELETE', '/api/session')).status).toBe(204);
    expect((await browser.send('GET', '/api/session')).text).not.toContain(username);

    const again = front.browser();
    const form = new URLSearchParams({ identifier: username, password }).toString();
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await again.send('POST', '/login', form, type);
    expect([answer.status, answer.headers['location']]).toEqual([303, '/welcome']);
    expect((await again.send('GET', '/welcome', undefined, { accept: 'text/html' })).status).toBe(
      200,
    );
    const strict = [answer.headers['strict-transport-security']].flat();
    expect(strict).toEqual(['max-age=31536000; includeSubDomains']);
    expect(front.server.log.filter((line) => /X-Forwarded|TRUST_PROXY/.test(line))).toEqual([]);
  });

  it('the address of a client arrives, and is not the one that it makes up [TH-06] [RT-15] [D-22]', async () => {
    const { browser } = await front.person('127.8.9.10');
    await front.person('127.8.9.10');
    const made = '198.51.100.7';
    const spoofed = {
      'x-forwarded-for': made,
      'x-real-ip': made,
      forwarded: `for=${made};proto=http;host=evil.example`,
      'x-forwarded-proto': 'http',
      'x-forwarded-host': 'evil.example',
    };
    const other = front.browser('127.8.9.10');
    const person = await front.person('127.8.9.10');
    const credentials = { identifier: person.username, password: person.password };
    expect((await other.send('POST', '/api/session', credentials, spoofed)).status).toBe(200);
    const told = [
      await browser.send('GET', '/api/account/sessions'),
      await other.send('GET', '/api/account/sessions'),
    ].flatMap(({ text }) => JSON.parse(text) as { address: string }[]);
    expect(new Set(told.map(({ address }) => address))).toEqual(new Set(['127.8.9.0']));
  });

  it('the end of a session is heard while the page is open', async () => {
    const { browser, username, password } = await front.person();
    const other = front.browser();
    await other.send('POST', '/api/session', { identifier: username, password });
    const stream = await browser.open('GET', '/api/session/events');
    expect(stream.headers['content-type']).toMatch(/^text\/event-stream/);
    let heard = '';
    stream.on('data', (chunk: Buffer) => {
      heard += chunk.toString();
    });
    while (!heard.includes('retry:')) await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await other.send('DELETE', '/api/account/sessions')).status).toBe(200);
    while (!heard.includes('event: ended')) await new Promise((resolve) => setTimeout(resolve, 20));
    stream.destroy();
  });

  it('TLS is 1.2 or 1.3 with forward secrecy, and nothing older or weaker is spoken [CF-01]', async () => {
    const agreed = async (version: 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3', ciphers: string) =>
      openTls(where(), { minVersion: version, maxVersion: version, ciphers }).then(
        (socket) => {
          const protocol = socket.getProtocol();
          socket.destroy();
          return protocol;
        },
        () => 'refused',
      );
    const all = 'ALL:@SECLEVEL=0';
    expect([
      await agreed('TLSv1', all),
      await agreed('TLSv1.1', all),
      await agreed('TLSv1.2', 'DEFAULT'),
      await agreed('TLSv1.3', 'DEFAULT'),
    ]).toEqual(['refused', 'refused', 'TLSv1.2', 'TLSv1.3']);
    // Keys that one stolen key would open, broken ciphers, and none at all.
    for (const weak of ['kRSA', 'AES128-GCM-SHA256', 'AES256-SHA', '3DES', 'RC4', 'aNULL', 'eNULL'])
      expect([weak, await agreed('TLSv1.2', `${weak}:@SECLEVEL=0`)]).toEqual([weak, 'refused']);
    const socket = await openTls(where(), { maxVersion: 'TLSv1.2' });
    expect(socket.getCipher().name).toMatch(/^ECDHE-/);
    socket.destroy();
  });

  it('http leads to https, and a name that is not ours leads nowhere [CF-01]', async () => {
    const answer = await plain('/settings?tab=devices', hostName);
    expect(answer).toMatch(/^HTTP\/1\.1 30[18] /);
    expect(answer).toMatch(/^location: https:\/\/app\.example\.com\/settings\?tab=devices\r$/im);
    expect(answer).not.toMatch(/^set-cookie/im);
    const stranger = exchangeTls(where(), 'GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n');
    // Every answer of ours has a number.
    expect(await stranger).not.toMatch(/^x-request-id/im);
    await expect(openTls(where(), { servername: 'evil.example' })).rejects.toThrow();
  });

  it('framing is refused on every answer, also on those of the proxy [D-43]', async () => {
    const browser = front.browser();
    const large = `{"content":"${'x'.repeat(100 * 1024)}"}`;
    const answers = [
      await browser.send('GET', '/', undefined, { accept: 'text/html' }),
      await browser.send('GET', '/login', undefined, { accept: 'text/html' }),
      await browser.send('GET', '/api/session'),
      await browser.send('GET', '/api/none'),
      await browser.send('GET', '/none', undefined, { accept: 'text/html' }),
      await browser.send('PUT', '/api/users'),
      await browser.send('POST', '/api/session', '{'),
      await browser.send('POST', '/api/session', large).catch(() => null),
    ];
    const open = answers.filter(
      (answer) =>
        answer !== null &&
        !framing.test(String(answer.headers['content-security-policy'])) &&
        answer.headers['x-frame-options'] !== 'DENY',
    );
    expect(open).toEqual([]);
    const bad = await exchangeTls(
      where(),
      `GET / HTTP/1.1\r\nHost: ${hostName}\r\nno colon\r\n\r\n`,
    );
    if (name === 'nginx') expect(bad).toMatch(/^x-frame-options: DENY/im);
    expect(bad).not.toMatch(/<script/i);
  });
});
