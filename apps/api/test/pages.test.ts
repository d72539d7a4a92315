import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Flash, SessionView } from '@gatehouse/auth-core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api, password, startApi } from './api.ts';
import { type RawAnswer, RawBrowser, rawPerson } from './raw-browser.ts';
import { exchange, statusesIn } from './socket.ts';

const script = 'export const app = "a script of the web app";\n';

function bootstrapOf({ text }: RawAnswer): { view: SessionView | null; flash: Flash[] } {
  const [, json = ''] =
    /<script type="application\/json" id="bootstrap">(.*?)<\/script>/s.exec(text) ?? [];
  return JSON.parse(json) as { view: SessionView | null; flash: Flash[] };
}

function noticesOf({ text }: RawAnswer): string[] {
  return [...text.matchAll(/<li data-level="\w+">(.*?)<\/li>/g)].map(([, notice = '']) => notice);
}

describe('the pages', () => {
  let folder: string;
  let api: Api;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gatehouse-web-'));
    await mkdir(join(folder, 'assets'));
    for (const name of ['index', 'login', 'register'])
      await writeFile(
        join(folder, `${name}.html`),
        `<!doctype html><title>${name}</title><body><!--notices--><main>${name}</main><!--bootstrap--></body>`,
      );
    await writeFile(join(folder, 'assets', 'app-1a2b.js'), script);
    await writeFile(join(folder, 'assets', 'app-1a2b.js.br'), brotliCompressSync(script));
    await writeFile(join(folder, 'assets', 'app-1a2b.js.gz'), gzipSync(script));
    await writeFile(join(folder, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
    api = await startApi({ webFolder: folder });
  });
  afterAll(async () => {
    await api.stop();
    await rm(folder, { recursive: true });
  });

  it('of visitors come with an empty session, may be revalidated, and set no cookie [S-126]', async () => {
    for (const [path, name] of [
      ['/', 'index'],
      ['/messages', 'index'],
      ['/cookies', 'index'],
      ['/login', 'login'],
      ['/register', 'register'],
      ['/logout', 'index'],
    ] as const) {
      const browser = new RawBrowser(api);
      const page = await browser.open(path);
      expect([path, page.status, page.headers.get('content-type')]).toEqual([
        path,
        200,
        'text/html; charset=utf-8',
      ]);
      expect(page.text).toContain(`<title>${name}</title>`);
      expect(bootstrapOf(page)).toEqual({
        view: { user: null, session: null, flash: 0 },
        flash: [],
        passwordMinLength: 15,
        hasMail: false,
      });
      expect(page.headers.get('cache-control')).toBe('no-cache');
      expect(browser.cookie).toBe('');
    }
  });

  it('of a person come with that person, and are kept nowhere [WB-04] [EXT-014]', async () => {
    const { browser, user } = await rawPerson(api);
    const page = await browser.open('/welcome');
    expect(bootstrapOf(page).view).toMatchObject({ user });
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('vary')).toMatch(/Cookie/);
    expect(page.text).not.toContain(browser.cookie.split('.')[1]);
  });

  it('have a policy that lets no inline script run and nobody frame them [WB-02] [WB-03]', async () => {
    const policy =
      (await new RawBrowser(api).open('/')).headers.get('content-security-policy') ?? '';
    for (const rule of [
      "default-src 'self'",
      "script-src 'self'",
      "style-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ])
      expect(policy).toContain(rule);
    expect(policy).not.toMatch(/unsafe|\*/);
  });

  it('are the same with a slash at the end [S-008]', async () => {
    for (const [path, name] of [
      ['/login/', 'login'],
      ['/register/', 'register'],
      ['/messages/', 'index'],
    ] as const) {
      const page = await new RawBrowser(api).open(path);
      expect([path, page.status]).toEqual([path, 200]);
      expect(page.text).toContain(`<title>${name}</title>`);
    }
  });

  it('that are guarded lead a visitor to the log-in, which leads back with query and all [S-115] [S-121] [FL-051] [FL-053] [FL-055] [FL-057] [ASK-021]', async () => {
    const visitor = new RawBrowser(api);
    for (const path of [
      '/welcome',
      '/settings',
      '/users',
      '/user/bob',
      '/checkout',
      '/admin',
      '/orders?page=2&q=a%26b',
      '/settings/devices/',
    ]) {
      const answer = await visitor.open(path);
      expect([path, answer.status, answer.location]).toEqual([
        path,
        303,
        `/login?next=${encodeURIComponent(path)}`,
      ]);
      expect(answer.text).not.toContain('<main>');
    }
    expect(visitor.cookie).toBe('');
    const data = await visitor.send('GET', '/api/users', undefined, { accept: 'application/json' });
    expect([data.status, data.problem.code]).toEqual([401, 'unauthenticated']);
  });

  it('never put a name of the server into a redirect [FL-061] [RT-30]', async () => {
    const spoofs = {
      'x-forwarded-host': 'evil.example',
      forwarded: 'host=evil.example',
      'x-original-url': '//evil.example',
      'x-rewrite-url': '/admin',
    };
    for (const path of ['/welcome', '/signup', '/.well-known/change-password'])
      expect((await new RawBrowser(api).open(path, spoofs)).location).toMatch(/^\/[a-z]/);
  });

  it('say at the log-in why it is asked for, to people without scripts [FL-067]', async () => {
    const page = await new RawBrowser(api).open('/login?next=%2Fsettings');
    expect(noticesOf(page)).toEqual(['Please log in first']);
    expect(bootstrapOf(page).flash).toEqual([]);
    expect(noticesOf(await new RawBrowser(api).open('/login'))).toEqual([]);
  });

  it('of the entrance lead on whoever is logged in, to a page of ours [S-123] [S-004] [FL-062] [FL-064] [ASK-029]', async () => {
    const { browser } = await rawPerson(api);
    for (const [next, target] of [
      ['', '/welcome'],
      ['?next=%2Fsettings%3Fa%3D1', '/settings?a=1'],
      ['?next=%2F%2Fevil.example', '/welcome'],
      ['?next=https%3A%2F%2Fevil.example', '/welcome'],
      ['?next=%2Flogout', '/welcome'],
      ['?next=%2Flogin', '/welcome'],
      ['?next=%2F%5Cevil.example', '/welcome'],
      ['?next=javascript%3Aalert(1)', '/welcome'],
      ['?next=%2Fsettings&next=%2F%2Fe', '/settings'],
    ])
      for (const page of ['/login', '/register']) {
        const answer = await browser.open(page + next);
        expect([page + next, answer.status, answer.location]).toEqual([page + next, 303, target]);
      }
  });

  it('keep the names that people know: /signup leads to the form, with what it was asked [S-003]', async () => {
    const answer = await new RawBrowser(api).open('/signup?next=%2Fsettings&x=1');
    expect([answer.status, answer.location]).toEqual([303, '/register?next=%2Fsettings&x=1']);
    const change = await new RawBrowser(api).open('/.well-known/change-password');
    expect([change.status, change.location]).toEqual([303, '/settings/password']);
  });

  it('hand a message over once, to the page that is shown and not to one fetched ahead', async () => {
    const { browser } = await rawPerson(api);
    for (const ahead of [
      { 'sec-purpose': 'prefetch' },
      { 'sec-purpose': 'prefetch;prerender' },
      { purpose: 'prefetch' },
    ])
      expect(bootstrapOf(await browser.open('/', ahead)).flash).toEqual([]);
    const shown = await browser.open('/');
    expect(bootstrapOf(shown)).toMatchObject({ flash: [{ code: 'user_created' }] });
    expect(noticesOf(shown)).toEqual(['User account has been created.']);
    const later = await browser.open('/');
    expect([bootstrapOf(later).flash, noticesOf(later)]).toEqual([[], []]);
  });

  it('show what people typed as text, in the data and in the notices [WB-08]', async () => {
    const { browser, user } = await rawPerson(api);
    await browser.open('/');
    const nasty = `</script><img src=x onerror="alert(1)"> ' & <!-- <b>`;
    await api.database.query(`UPDATE sessions SET flash = $2 WHERE user_id = $1`, [
      user.id,
      JSON.stringify([{ code: 'invalid_field', level: 'error', text: nasty }]),
    ]);
    await api.database.query('UPDATE users SET name = $2 WHERE id = $1', [user.id, nasty]);
    const page = await browser.open('/');
    expect(bootstrapOf(page).flash[0]?.text).toBe(nasty);
    expect(bootstrapOf(page).view?.user?.name).toBe(nasty);
    expect(noticesOf(page)).toEqual([
      '&lt;/script&gt;&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &#39; &amp; &lt;!-- &lt;b&gt;',
    ]);
    expect(page.text).not.toMatch(/<img|<b>/);
    expect(page.text.match(/<\/script>/g)).toHaveLength(1);
  });

  it('that are not there are 404, shown to a browser as a page and to nobody else', async () => {
    const page = await new RawBrowser(api).open('/no/such/page');
    expect([page.status, page.headers.get('content-type')]).toEqual([
      404,
      'text/html; charset=utf-8',
    ]);
    for (const [path, headers] of [
      ['/no/such/page', { accept: 'application/json' }],
      ['/no-such.js', {}],
      ['/assets/no-such.js', {}],
      ['/assets/', {}],
      ['/api/none', {}],
      ['/api', {}],
      ['/welcome.css', {}],
      ['/.well-known/none', {}],
      ['/index.html', {}],
      ['/login.html', {}],
      ['/assets/app-1a2b.js.map', {}],
      ['/', { 'sec-fetch-dest': 'script' }],
      ['/welcome', { 'sec-fetch-dest': 'image' }],
      ['/welcome', { accept: 'image/png' }],
    ] as const) {
      const answer = await new RawBrowser(api).open(path, headers as Record<string, string>);
      expect([path, answer.status, answer.headers.get('content-type')]).toEqual([
        path,
        404,
        'application/problem+json; charset=utf-8',
      ]);
    }
  });

  it('are still shown while the database is away, and call nobody logged out [S-117]', async () => {
    const { browser } = await rawPerson(api);
    await api.database.destroy();
    try {
      for (const path of ['/', '/welcome', '/login']) {
        const page = await browser.open(path);
        expect([path, page.status, bootstrapOf(page)]).toEqual([
          path,
          200,
          { view: null, flash: [], passwordMinLength: 15, hasMail: false },
        ]);
        expect(page.headers.getSetCookie()).toEqual([]);
      }
      expect((await browser.send('GET', '/api/session')).status).toBe(503);
      expect((await new RawBrowser(api).open('/assets/app-1a2b.js')).status).toBe(200);
    } finally {
      await api.database.initialize();
    }
    expect(bootstrapOf(await browser.open('/')).view?.user).not.toBeNull();
  });

  it('refuse the password in an address: a form by GET logs nobody in [S-020] [S-002]', async () => {
    const { user } = await rawPerson(api);
    const browser = new RawBrowser(api);
    await browser.open(
      `/login?identifier=${user.username}&password=${encodeURIComponent(password)}`,
    );
    expect(browser.cookie).toBe('');
    expect(api.log.join('\n')).not.toContain(encodeURIComponent(password));
  });

  describe('and their files', () => {
    it.each([
      ['br', 'br'],
      ['gzip, br', 'br'],
      ['gzip', 'gzip'],
      ['identity', null],
      ['', null],
    ])('come as %j allows, for good, without a cookie', async (accepted, encoding) => {
      const { browser } = await rawPerson(api);
      const file = await browser.send('GET', '/assets/app-1a2b.js', undefined, {
        'accept-encoding': accepted,
      });
      expect([file.status, file.headers.get('content-encoding'), file.text]).toEqual([
        200,
        encoding,
        script,
      ]);
      expect(file.headers.get('content-type')).toMatch(
        /^(text|application)\/javascript; charset=utf-8$/i,
      );
      expect(file.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(file.headers.get('vary')).toMatch(/accept-encoding/i);
      expect(file.headers.getSetCookie()).toEqual([]);
    });

    it('are confirmed with 304, under the same headers [WB-03]', async () => {
      const browser = new RawBrowser(api);
      const first = await browser.send('GET', '/icon.svg');
      expect(first.headers.get('cache-control')).toBe('no-cache');
      // A socket, because `fetch` asks for a whole answer whenever it is given a condition.
      const again = await exchange(
        api,
        `GET /icon.svg HTTP/1.1\r\nHost: localhost:${api.env.port}\r\nIf-None-Match: ${first.headers.get('etag')}\r\n\r\n`,
      );
      expect([statusesIn(again), again.split('\r\n\r\n')[1]]).toEqual([[304], '']);
      expect(again).toMatch(/^x-content-type-options: nosniff\r$/im);
      expect(again).toMatch(/^content-security-policy: default-src/im);
    });

    it.each([
      '/assets/../index.html',
      '/assets/%2e%2e/index.html',
      '/assets/..%2f..%2f..%2fetc/passwd',
      '/assets/%00',
      '//etc/passwd',
      '/assets/app-1a2b.js.br',
      '/assets/app-1a2b.js/',
      '/ASSETS/app-1a2b.js',
    ])('are not reached as %s', async (path) => {
      const file = await new RawBrowser(api).send('GET', path);
      expect([400, 404]).toContain(file.status);
      expect(file.headers.get('cache-control')).toBe('no-store');
    });
  });
});
