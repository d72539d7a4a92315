import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Front } from './front.ts';
import type { HttpsBrowser } from './https-browser.ts';

/** A cache as somebody would add it who wants to keep everything that may be kept. */
function withCache(configuration: string, folder: string): string {
  return configuration
    .replace(
      'http {',
      `http {
  proxy_cache_path ${folder}/kept keys_zone=kept:10m;
  proxy_cache kept;
  proxy_cache_key $host$uri;
  proxy_cache_valid any 10m;`,
    )
    .replaceAll(
      'location / {',
      'location / {\n      add_header X-Cache $upstream_cache_status always;',
    );
}

/** What would lead a cache to take an answer for a file. */
const disguises = [
  '',
  '/x.css',
  ';x.js',
  '%2fx.png',
  '/..%2fassets%2fx.js',
  '?x.css',
  '.json',
  '%00.js',
];

describe('behind a cache that keeps what it may', () => {
  let front: Front;
  beforeAll(async () => {
    front = await Front.start('nginx', { change: withCache });
  });
  afterAll(() => front.stop());

  const cacheOf = async (browser: HttpsBrowser, path: string, accept = 'application/json') => {
    const { headers, text, status } = await browser.send('GET', path, undefined, { accept });
    return { cache: headers['x-cache'], text, status, headers };
  };

  it('files of the web app are kept, so it is one [D-42]', async () => {
    const page = await cacheOf(front.browser(), '/login', 'text/html');
    const [file = ''] = /\/assets\/[^"]+\.js/.exec(page.text) ?? [];
    expect((await cacheOf(front.browser(), file)).cache).toBe('MISS');
    expect((await cacheOf(front.browser(), file)).cache).toBe('HIT');
  });

  it('no answer of a session is kept, and nobody is told what is of somebody else [D-42] [WB-05]', async () => {
    const ada = await front.person();
    const bob = await front.person();
    const stranger = front.browser();
    const paths = [
      '/api/session',
      '/api/account/sessions',
      '/api/users',
      '/api/shop/cart',
      '/api/counter',
    ];
    const faults: unknown[] = [];
    for (const path of paths.flatMap((path) => disguises.map((disguise) => path + disguise)))
      for (const [name, browser] of [
        ['ada', ada.browser],
        ['ada again', ada.browser],
        ['bob', bob.browser],
        ['a stranger', stranger],
      ] as const) {
        const { cache, text } = await cacheOf(browser, path);
        const others = name.startsWith('ada')
          ? []
          : path.startsWith('/api/users')
            ? []
            : [ada.username];
        const isTold = others.some((username) => text.includes(username));
        if (cache === 'HIT' || isTold) faults.push([path, name, cache, isTold]);
      }
    expect(faults).toEqual([]);
  });

  it('no page with a person on it is kept, and none that was is shown after the log-out [D-42]', async () => {
    const ada = await front.person();
    const paths = ['/', '/welcome', '/settings', '/settings/devices', '/users', '/none', '/x.css'];
    const faults: unknown[] = [];
    for (const path of paths)
      for (let time = 0; time < 2; time += 1) {
        const own = await cacheOf(ada.browser, path, 'text/html');
        const other = await cacheOf(front.browser(), path, 'text/html');
        if (own.cache === 'HIT' || other.cache === 'HIT' || other.text.includes(ada.username))
          faults.push([path, own.cache, other.cache]);
      }
    await ada.browser.send('DELETE', '/api/session');
    for (const path of paths)
      if ((await cacheOf(ada.browser, path, 'text/html')).text.includes(ada.username))
        faults.push([path, 'after the log-out']);
    expect(faults).toEqual([]);
  });
});
