import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createClient } from '../src/index.ts';
import { createCookieMemory } from '../src/node/index.ts';
import { type FakeApi, startFakeApi } from './fake-api.ts';

const page = new URL('https://api.example/api/session');
const other = (path: string) => new URL(path, page);

/** A memory that has met one answer. */
function after(...setCookie: string[]) {
  const cookies = createCookieMemory();
  cookies.store(page, setCookie);
  return cookies;
}

afterEach(() => void jest.restoreAllMocks());

describe('a cookie memory', () => {
  it('sends back what it was given, and the last value of a name', () => {
    const cookies = after('sid=a.b=c; Path=/; HttpOnly', 'here=1; Path=/', 'sid=d; Path=/');
    expect(cookies.header(page)).toBe('sid=d; here=1');
    expect(after('sid=a.b=c; Path=/').get('sid')).toBe('a.b=c');
  });

  it('never tells another origin, nor listens to it', () => {
    const cookies = after('sid=1; Path=/');
    for (const url of [
      'https://evil.example/',
      'http://api.example/',
      'https://api.example:444/',
    ]) {
      cookies.store(new URL(url), ['sid=planted; Path=/']);
      expect(cookies.header(new URL(url))).toBe('');
    }
    expect(cookies.get('sid')).toBe('1');
  });

  it('forgets what is deleted or past its time', () => {
    const gone = 'Thu, 01 Jan 1970 00:00:00 GMT';
    const cookies = after('a=1; Path=/', 'b=1; Path=/', 'c=1; Max-Age=60; Path=/');
    cookies.store(page, [`a=; Path=/; Expires=${gone}`, 'b=; Max-Age=0; Path=/']);
    expect(cookies.header(page)).toBe('c=1');
    jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 61_000);
    expect(cookies.header(page)).toBe('');
    expect(cookies.get('c')).toBeUndefined();
  });

  it('believes Max-Age over Expires', () => {
    const gone = 'Expires=Thu, 01 Jan 1970 00:00:00 GMT';
    expect(after(`a=1; Path=/; ${gone}; Max-Age=60`).get('a')).toBe('1');
  });

  it('loses at a restart of the browser what has no time of its own', () => {
    const cookies = after('here=1; Path=/', 'sid=x; Path=/; Max-Age=60');
    cookies.dropSessionCookies();
    expect(cookies.names()).toEqual(['sid']);
    cookies.clear();
    expect(cookies.header(page)).toBe('');
  });

  it('keeps to paths', () => {
    const cookies = after('a=1; Path=/api', 'b=1; Path=/other', 'c=1', 'd=1; Path=nonsense');
    expect(cookies.header(page)).toBe('a=1; c=1; d=1');
    expect(cookies.header(other('/apis'))).toBe('');
    expect(cookies.header(other('/other/x'))).toBe('b=1');
  });

  it('keeps Secure to HTTPS and this machine', () => {
    const secure = 'sid=1; Path=/; Secure';
    for (const [url, isKept] of [
      ['https://api.example/', true],
      ['http://localhost:3000/', true],
      ['http://127.0.0.1:3000/', true],
      ['http://[::1]:3000/', true],
      ['http://api.example/', false],
      ['http://localhost.evil.example/', false],
    ] as const) {
      const cookies = createCookieMemory();
      cookies.store(new URL(url), [secure]);
      expect([url, cookies.header(new URL(url)) !== '']).toEqual([url, isKept]);
    }
  });

  it('refuses the prefixes that a browser refuses, and what is no cookie', () => {
    const cookies = after(
      '__Host-sid=1; Path=/; Secure',
      '__Host-a=1; Path=/',
      '__Host-b=1; Secure; Path=/api',
      '__Host-c=1; Secure; Path=/; Domain=api.example',
      '__Secure-d=1; Path=/',
      'nonsense',
      '=empty',
    );
    expect(cookies.names()).toEqual(['__Host-sid']);
  });

  it('can be tampered with in a test', () => {
    const cookies = after('sid=1; Path=/; Max-Age=60');
    cookies.set('sid', 'stolen');
    cookies.set('mine', 'x');
    cookies.dropSessionCookies();
    expect(cookies.header(page)).toBe('sid=stolen');
  });
});

describe('a client with a memory', () => {
  let api: FakeApi;
  beforeAll(async () => {
    api = await startFakeApi();
  });
  afterAll(() => api.stop());

  it('is one visitor, apart from every other', async () => {
    let count = 0;
    api.answers(() => {
      count += 1;
      const setCookie = [`sid=v${count}; Path=/; HttpOnly`, 'here=1; Path=/'];
      return { json: { count }, headers: { 'set-cookie': setCookie } };
    });
    const { baseUrl } = api;
    const one = createClient({ baseUrl, cookies: createCookieMemory() });
    const two = createClient({ baseUrl, cookies: createCookieMemory() });
    for (const client of [one, two, one]) await client.counter.increment();
    const sent = api.asked.map(({ headers }) => headers.cookie);
    expect(sent).toEqual([undefined, undefined, 'sid=v1; here=1']);
  });
});
