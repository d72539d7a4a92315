import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BreachFile } from '../src/breached-passwords/breach-file.ts';
import { breachDigest } from '../src/breached-passwords/breach-list.ts';
import { BreachService } from '../src/breached-passwords/breach-service.ts';
import { SortedLines } from '../src/breached-passwords/sorted-lines.ts';
import { type Api, newRegistration, password, startApi } from './api.ts';
import { toldEvents } from './security-log.ts';

const stolen = 'sixteen grey pigeons over the mill';
const COUNT = 100_000;

const sha1 = (text: string) => createHash('sha1').update(text).digest('hex').toUpperCase();
const digests = [
  ...Array.from({ length: COUNT }, (_, index) => sha1(`stolen password ${index}`)),
  sha1(stolen),
].sort();

/** As Have I Been Pwned hands it out. */
const linesOf = (all: readonly string[], end: string, count = '17') =>
  all.map((digest) => `${digest}:${count}${end}`).join('');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatehouse-breach-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function fileOf(content: string | Buffer, name = 'list'): Promise<string> {
  const path = join(folder, `${name}-${Math.trunc(performance.now() * 1000)}.txt`);
  await writeFile(path, content);
  return path;
}

describe('a sorted file of stolen passwords', () => {
  it.each([
    ['CRLF', '\r\n'],
    ['LF', '\n'],
  ])(
    'is searched where it lies, in few and short reads, with %s [PW-06] [EXT-007]',
    async (_, end) => {
      const bytes = Buffer.from(linesOf(digests, end));
      const reads: number[] = [];
      const lines = new SortedLines({
        size: bytes.length,
        read: async (position, length) => {
          reads.push(length);
          return bytes.subarray(position, position + length);
        },
      });
      const few = Math.ceil(Math.log2(bytes.length / 4096)) + 2;
      await expect(lines.fault()).resolves.toBeUndefined();
      const faults: string[] = [];
      const asked = [digests[0], digests[1], digests.at(-1), digests.at(-2)].concat(
        Array.from({ length: 1000 }, (__, index) => digests[index * 97]),
      );
      for (const digest of asked.map((each) => each ?? '')) {
        reads.splice(0);
        if (!(await lines.has(digest))) faults.push(`not found: ${digest}`);
        // A line is looked for, and then read.
        if (reads.length > 2 * few) faults.push(`${reads.length} reads: ${digest}`);
        if (Math.max(...reads) > 4096) faults.push(`long read: ${digest}`);
        const next = digest.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
        if (await lines.has(next)) faults.push(`found: ${next}`);
      }
      for (const none of ['0'.repeat(40), 'F'.repeat(40)])
        if (await lines.has(none)) faults.push(`found: ${none}`);
      expect(faults).toEqual([]);
    },
  );

  it.each([
    ['one line', linesOf([sha1(stolen)], '')],
    ['two lines in lower case', linesOf([sha1(stolen), 'F'.repeat(40)], '\n').toLowerCase()],
    ['digests without a count', [...digests.slice(0, 500), sha1(stolen)].sort().join('\n')],
  ])('may be %s', async (_, content) => {
    const file = await BreachFile.open(await fileOf(content));
    await expect(file.has(sha1(stolen))).resolves.toBe(true);
    await expect(file.has(sha1('not that one'))).resolves.toBe(false);
    await file.close();
  });

  it.each([
    ['is not there', () => join(folder, 'nowhere.txt'), 'no such file'],
    ['is a folder', () => folder, 'not a file|EISDIR'],
    ['is empty', () => fileOf(''), 'empty'],
    ['is of other digests', () => fileOf(`${'AB'.repeat(16)}:1\n`.repeat(99)), 'at byte 0 there'],
    ['is compressed', () => fileOf(Buffer.alloc(100_000, 7)), 'at byte 0 there'],
    ['has plain passwords', () => fileOf('123456\npassword\n'.repeat(9999)), 'at byte 0 there'],
    [
      'is broken within',
      () => fileOf(linesOf(digests.slice(0, 9), '\n') + 'x'.repeat(9999)),
      'at byte',
    ],
    ['is sorted by number', () => fileOf(linesOf(digests.toReversed(), '\n')), 'ordered by hash'],
  ])('keeps a process from starting when it %s [PW-06] [EXT-007]', async (_, path, why) => {
    const file = await path();
    const opened = BreachFile.open(file);
    await expect(opened).rejects.toThrow(`PASSWORD_BREACH_FILE ${file} cannot be used: `);
    await expect(opened).rejects.toThrow(new RegExp(why));
    await expect(opened).rejects.toMatchObject({ name: 'StartError' });
  });

  it('is a failure when it breaks later, and no answer [EXT-007]', async () => {
    for (const content of ['', 'x'.repeat(1_000_000), linesOf(digests.slice(0, 9), '\n')]) {
      const path = await fileOf(linesOf(digests.slice(0, 9999), '\n'));
      const file = await BreachFile.open(path);
      await writeFile(path, content);
      await expect(file.has(digests[5000] ?? '')).rejects.toThrow(/no line|shorter/);
      await file.close();
    }
  });
});

describe('a service that knows stolen passwords', () => {
  const asked: IncomingMessage[] = [];
  const digest = breachDigest(stolen);
  const padding = `${'0'.repeat(35)}:0\r\n`;
  let answer = { status: 200, body: '' };
  const server = createServer((request, response) => {
    asked.push(request);
    if (answer.status === 0) return;
    response.writeHead(answer.status, { location: '/elsewhere' }).end(answer.body);
  });
  let url: string;
  let api: Api;
  beforeAll(async () => {
    await once(server.listen(0, '127.0.0.1'), 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/range/`;
    const file = await fileOf(
      linesOf(
        digests.filter((each) => each !== digest),
        '\r\n',
      ),
    );
    api = await startApi({ variables: { PASSWORD_BREACH_URL: url, PASSWORD_BREACH_FILE: file } });
  });
  afterAll(async () => {
    await api.stop();
    server.closeAllConnections();
    server.close();
  });

  const knows = (body: string, status = 200) => {
    answer = { status, body };
    return new BreachService(url).has(digest);
  };
  const words = /appears in lists of stolen passwords/;

  it('is told five digits of forty, and nothing else of a password [PW-06] [EXT-007]', async () => {
    await expect(knows(`${padding}${digest.slice(5)}:3\r\n`)).resolves.toBe(true);
    await expect(knows(`${padding}${digest.slice(5).toLowerCase()}:3`)).resolves.toBe(true);
    await expect(knows(`${padding}${digest.slice(5)}:0\r\n`)).resolves.toBe(false);
    await expect(knows('')).resolves.toBe(false);
    const [request] = asked;
    expect(request?.url).toBe(`/range/${digest.slice(0, 5)}`);
    expect(request?.headers['add-padding']).toBe('true');
    expect(JSON.stringify([request?.url, request?.rawHeaders])).not.toContain(digest.slice(5, 12));
    expect(sha1('cafe\u0301'.normalize('NFC'))).toBe(breachDigest('cafe\u0301'));
  });

  it('fails when it is busy, sends elsewhere or answers without end [EXT-007]', async () => {
    await expect(knows('', 503)).rejects.toThrow('503');
    await expect(knows('', 302)).rejects.toThrow();
    await expect(knows('x'.repeat(1_048_577))).rejects.toThrow('too long');
    await expect(new BreachService('http://127.0.0.1:1').has(digest)).rejects.toThrow();
  });

  it('keeps a stolen password from being chosen, by whichever list has it [PW-06] [EXT-007]', async () => {
    const person = await api.register();
    answer = { status: 200, body: `${digest.slice(5)}:3\r\n` };
    const refused = [];
    for (const chosen of [stolen, 'stolen password 99999']) {
      const passwords = { password: chosen, passwordConfirmation: chosen };
      refused.push(
        person.client.account.changePassword({ currentPassword: password, ...passwords }),
        api.visitor().client.users.register(newRegistration(passwords)),
      );
    }
    for (const each of await Promise.allSettled(refused))
      expect(each).toMatchObject({
        reason: { status: 422, fields: { password: [expect.stringMatching(words)] } },
      });
  });

  it('lets a password be chosen that it cannot be asked about, and says so [PW-06] [EXT-007]', async () => {
    answer = { status: 503, body: '' };
    const since = api.log.length;
    await api.register({ password: stolen, passwordConfirmation: stolen });
    expect(toldEvents(api, since)).toMatchObject([
      { event: 'breach_check_failed', level: 'warn', details: { list: 'service' } },
      { event: 'user_created' },
      { event: 'session_created' },
    ]);
    expect(api.log.join('\n')).not.toContain(digest.slice(5));
  });

  it('is not waited for', async () => {
    answer = { status: 0, body: '' };
    await expect(new BreachService(url, 30).has(digest)).rejects.toThrow(/timeout/i);
  });
});
