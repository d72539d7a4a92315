import { once } from 'node:events';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api, startApi } from './api.ts';
import { type RawPerson, rawPerson } from './raw-browser.ts';
import { exchange, statusesIn } from './socket.ts';

const KIB = 1024;
const MANY = 100_000;

describe('what is too large', () => {
  let api: Api;
  let person: RawPerson;
  let host: string;
  beforeAll(async () => {
    api = await startApi();
    person = await rawPerson(api);
    host = `Host: localhost:${api.env.port}`;
  });
  afterAll(() => api.stop());

  const numbers = (join: string, one: (n: number) => string) =>
    Array.from({ length: MANY }, (_, n) => one(n)).join(join);

  const heads = (): [string, number, string[]][] => [
    [
      'a cookie of 100 KB',
      431,
      ['GET /api/session HTTP/1.1', `Cookie: sid=${'x'.repeat(100 * KIB)}`],
    ],
    [
      'a thousand cookies',
      431,
      ['GET /api/session HTTP/1.1', `Cookie: ${'sid=x.y; '.repeat(2000)}`],
    ],
    ['a header of 17 KB', 431, ['GET /api/session HTTP/1.1', `X-A: ${'x'.repeat(17 * KIB)}`]],
    ['10⁵ parameters', 431, [`GET /api/users?${numbers('&', (n) => `k${n}=1`)} HTTP/1.1`]],
    ['10⁵ headers', 431, ['GET /api/session HTTP/1.1', numbers('\r\n', (n) => `X-${n}: 1`)]],
    ['an address of a megabyte', 431, [`GET /${'a'.repeat(KIB * KIB)} HTTP/1.1`]],
  ];

  it('is refused before it is taken apart, and the connection ends: heads [D-30] [IN-07] [RT-25]', async () => {
    for (const [what, wanted, [line = '', ...headers]] of heads()) {
      const received = await exchange(api, `${[line, host, ...headers].join('\r\n')}\r\n\r\n`);
      expect([what, statusesIn(received)]).toEqual([what, [wanted]]);
      expect(received).toMatch(/^connection: close\r$/im);
    }
  });

  const bodies = (): [string, number, string][] => [
    ['10⁵ keys', 413, `{${numbers(',', (n) => `"k${n}":1`)}}`],
    ['10⁵ levels', 413, '['.repeat(MANY)],
    ['10⁵ levels as deep as the limit allows', 400, '['.repeat(16 * KIB)],
    ['10⁵ elements', 413, `{"lines":[${numbers(',', () => '{}')}]}`],
    ['a number of 10⁵ digits', 413, `{"content":${'9'.repeat(MANY)}}`],
    ['a number of 16,000 digits', 422, `{"content":${'9'.repeat(16_000)}}`],
    ['a text of escapes', 422, `{"content":"${'\\u0061'.repeat(2600)}"}`],
  ];

  it('is refused before it is taken apart, and the connection ends: bodies [D-30] [IN-07] [IN-08] [RT-25]', async () => {
    for (const [what, wanted, body] of bodies()) {
      const { status, problem } = await person.browser.send('POST', '/api/messages', body);
      expect([what, status, problem.status]).toEqual([what, wanted, wanted]);
    }
  });

  it('is not unpacked: a small body that would be a large one is no JSON [D-30] [IN-07]', async () => {
    const bomb = gzipSync(`{"content":"${'x'.repeat(8 * KIB * KIB)}"}`);
    expect(bomb.length).toBeLessThan(16 * KIB);
    for (const encoding of ['gzip', 'deflate', 'br', 'gzip, gzip', 'identity', 'zstd']) {
      const answer = await api.raw('/api/messages', {
        method: 'POST',
        body: new Uint8Array(bomb),
        headers: {
          'content-type': 'application/json',
          'content-encoding': encoding,
          cookie: person.browser.cookie,
        },
      });
      expect([encoding, answer.status]).toEqual([encoding, 400]);
    }
  });

  it('is not waited for: a promise of a gigabyte, and chunks without end, are refused at the limit [D-30] [IN-07]', async () => {
    const head = `POST /api/messages HTTP/1.1\r\n${host}\r\nContent-Type: application/json\r\n`;
    const promised = await exchange(api, `${head}Content-Length: 1073741824\r\n\r\n{`);
    expect(statusesIn(promised)).toEqual([413]);
    expect(await takenOf(`${head}Transfer-Encoding: chunked\r\n\r\n`)).toBeLessThan(4 * KIB * KIB);
    expect((await api.raw('/api/health/live')).status).toBe(200);
  });

  /** Sends chunks until the server hangs up, and tells how many bytes it took: those on the way included. */
  async function takenOf(head: string): Promise<number> {
    const socket = connect(api.env.port, '127.0.0.1');
    // Rejects when the server hangs up hard: that is an end, too.
    const closed = once(socket, 'close').catch(() => undefined);
    socket.resume();
    socket.write(head);
    const chunk = `1000\r\n${'x'.repeat(4 * KIB)}\r\n`;
    while (!socket.destroyed && socket.bytesWritten < 64 * KIB * KIB)
      if (!socket.write(chunk))
        await Promise.race([once(socket, 'drain').catch(() => undefined), closed]);
    const taken = socket.bytesWritten;
    socket.destroy();
    return taken;
  }
});
