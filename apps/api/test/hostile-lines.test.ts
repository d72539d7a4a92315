import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api, startApi } from './api.ts';
import { type PipedAnswer, piped, pipeline } from './pipeline.ts';

/** Ends of lines as somebody smuggles them: encoded once, twice, in other alphabets, and as what lower bytes remain of. */
const ends = [
  '%0d%0a',
  '%0D%0A',
  '%0a',
  '%0d',
  '%250d%250a',
  '%5cr%5cn',
  '%e5%98%8a%e5%98%8d',
  '%c4%8d%c4%8a',
  '%u000d%u000a',
  '%e2%80%a8',
  '%c2%85',
  '%00',
  '%0b%0c',
  '\u010d\u010a',
  '\r',
];

describe('an end of a line inside a value', () => {
  let folder: string;
  let api: Api;
  let host: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gatehouse-lines-'));
    for (const name of ['index', 'login', 'register'])
      await writeFile(join(folder, `${name}.html`), '<body><!--notices--><!--bootstrap--></body>');
    api = await startApi({ webFolder: folder });
    host = `Host: localhost:${api.env.port}`;
  });
  afterAll(async () => {
    await api.stop();
    await rm(folder, { recursive: true });
  });

  const injected = 'x-injected: 1';

  const requestsWith = (end: string): string[] => {
    const value = `a${end}${injected}${end}${end}HTTP/1.1 200 OK`;
    const inPath = encodeURI(value.replace('\r', '')).replaceAll('%25', '%');
    const inHeader = value.replaceAll('\r', '').replace(/[^\x20-\xff]/g, '?');
    const form = ['Content-Type: application/x-www-form-urlencoded', host];
    const page = [host, 'Accept: text/html', 'Sec-Fetch-Dest: document'];
    return [
      piped(`GET /signup?next=${inPath}`, page),
      piped(`GET /login?next=/settings?${inPath}`, page),
      piped(`GET /users/${inPath}`, page),
      piped(`GET /settings?${inPath}`, page),
      piped(`GET /api/messages/${inPath}`, [host]),
      piped('POST /login', form, `identifier=&password=&next=/settings?${inPath}`),
      piped('POST /register', form, `username=${inPath}&email=a&password=&next=/${inPath}`),
      ...['User-Agent', 'X-Request-Id', 'Origin', 'Referer', 'X-Forwarded-For', 'Accept'].map(
        (name) => piped('PUT /api/counter', [host, `${name}: ${inHeader}`]),
      ),
      piped('OPTIONS /api/session', [
        host,
        `Origin: ${inHeader}`,
        `Access-Control-Request-Headers: ${inHeader}`,
      ]),
    ];
  };

  it('begins no header and no second answer, and nothing that was sent comes back in a head [D-32] [IN-10]', async () => {
    const split: unknown[] = [];
    for (const end of ends)
      for (const request of requestsWith(end)) {
        const [answer, ...more] = await ask(request);
        const lines = answer?.head.split(/[\r\n]+/) ?? [];
        const isWhole =
          more.length === 0 && !lines.some((line) => /^(x-injected|http.*200 ok.)/.test(line));
        const isAnswered = answer !== undefined && answer.status >= 200 && answer.status < 500;
        if (!isWhole || !isAnswered) split.push([request, answer?.head, more.length]);
      }
    expect(split).toEqual([]);
  });

  it('begins no line in the log: each is one object, written by us [D-32] [LG-04]', async () => {
    const before = api.log.length;
    for (const request of requestsWith('%0d%0a')) await ask(request);
    const written = api.log.slice(before);
    expect(written.length).toBeGreaterThan(10);
    for (const line of written) expect(Object.keys(JSON.parse(line) as object)).toContain('level');
    expect(written.filter((line) => line.startsWith(injected))).toEqual([]);
  });

  async function ask(request: string): Promise<PipedAnswer[]> {
    return pipeline(api, [request.replace('\r\n', '\r\nConnection: close\r\n')]);
  }
});
