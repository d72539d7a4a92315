import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { landingPage, loginPath, pageAt, paths, returnPath } from '../src/index.ts';

const refused = [
  // Another host.
  '//evil.example',
  '///evil.example',
  '////evil.example',
  '//evil.example/messages',
  '/\\evil.example',
  '\\\\evil.example',
  '\\/evil.example',
  '/\\/evil.example',
  'https://evil.example',
  'https:evil.example',
  'https:/evil.example',
  'http://evil.example/messages',
  'HTTPS://EVIL.EXAMPLE',
  'ftp://evil.example',
  'evil.example',
  'evil.example/messages',
  'https://localhost@evil.example',
  '//localhost@evil.example/messages',
  '/@evil.example',
  '@evil.example',
  ':80/messages',
  '//0x7f000001/messages',
  '//[::1]/messages',
  // Another scheme.
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java\nscript:alert(1)',
  '/javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:msgbox(1)',
  'blob:https://evil.example/1',
  'file:///etc/passwd',
  'about:blank',
  // Slashes in disguise.
  '%2f%2fevil.example',
  '/%2fevil.example',
  '/%2f%2fevil.example',
  '/%5cevil.example',
  '/%5Cevil.example',
  '/users/%2f%2fevil.example',
  '/messages%2f..%2f..%2fevil',
  '/messages//evil.example',
  '//messages',
  '/.//evil.example',
  '/..//evil.example',
  '/users/..//evil.example',
  '/%2e%2e//evil.example',
  '/%2e//evil.example',
  '/\u2215evil.example',
  '/\uff0fevil.example',
  '\uff0f\uff0fevil.example',
  '/\u3002evil.example',
  // Blanks and control characters, plain and encoded.
  ' /messages',
  '\t/messages',
  ' //evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/\r\n/evil.example',
  '/%09/evil.example',
  '/%0a/evil.example',
  '/%0d%0aSet-Cookie:a=b',
  '/messages?a=%0d%0aSet-Cookie:a=b',
  '/messages%00',
  '/messages\0',
  '/messages?a=b c',
  '/messages\u00a0',
  '/messages\u2028',
  '/messages\u0085',
  '/messages\ufeff',
  '/messages%7f',
  '/messages%10',
  '/messages%1B',
  // Nothing of ours.
  '',
  '/nowhere',
  '/api/session',
  '/MESSAGES',
  '/users/1/nowhere',
  '/assets/index.js',
  '?next=/messages',
  '#messages',
  'messages',
  './messages',
  '../messages',
  // Loops, and the end of the session.
  '/login',
  '/login/',
  '/login?next=/messages',
  '/login#a',
  '/register',
  '/register?next=%2Fmessages',
  '/logout',
  '/logout/',
  '/./login',
  '/messages/../logout',
  '/users/%2e%2e/logout',
];

describe('returnPath', () => {
  it.each(refused)(
    'leads home instead of to %j [IN-13] [FL-062] [D-37] [RT-17] [ASK-035] [EXT-015]',
    (next) => {
      expect(returnPath(next)).toBe(landingPage);
    },
  );

  it('knows more than sixty tricks [IN-13] [RT-17] [EXT-043]', () => {
    expect(new Set(refused).size).toBeGreaterThanOrEqual(60);
  });

  it.each([undefined, null, 0, true, {}, ['/messages'], new String('/messages'), Symbol('next')])(
    'takes no other type for a path: %p',
    (next) => expect(returnPath(next)).toBe(landingPage),
  );

  it.each(['/login', '/register', '/logout'])('never returns to %s [FL-064]', (next) => {
    for (const tail of ['', '/', '?a=b', '#c', '/?a=b#c'])
      expect(returnPath(next + tail)).toBe(landingPage);
  });

  it.each([
    '/',
    '/messages',
    '/messages/',
    '/users/7/edit',
    '/users/%E2%9C%93',
    '/user/_flashes',
    '/orders?page=2&q=a%26b',
    '/orders?q=%2F%2Fevil.example',
    '/messages?a=1&a=2#m-3',
    '/settings/devices#this',
    '/cookies-and-sessions',
    '/?next=/login',
  ])('returns to %j as it was [FL-055] [FL-057]', (next) => {
    expect(returnPath(next)).toBe(next);
  });

  it('accepts 2,048 characters and not one more', () => {
    const next = `/messages?q=${'x'.repeat(2048 - '/messages?q='.length)}`;
    expect(returnPath(next)).toBe(next);
    expect(returnPath(`${next}x`)).toBe(landingPage);
  });

  it('leads to where the caller says instead [EXT-040]', () => {
    expect(returnPath('//evil.example', paths.home)).toBe('/');
    expect(returnPath('/messages', paths.home)).toBe('/messages');
  });

  it('stays on the origin and among the pages, whatever it is given [IN-13] [D-37] [RT-17]', () => {
    const origin = 'https://gatehouse.example';
    const piece = fc.constantFrom(
      '/',
      '\\',
      '//',
      '..',
      '.',
      '%2f',
      '%5c',
      '%09',
      '\t',
      '\n',
      ' ',
      '@',
      ':',
      '?',
      '#',
      'javascript:',
      'https:',
      'evil.example',
      'users',
      'messages',
      'login',
      'logout',
      '1',
    );
    const trick = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
    const text = fc.string({ unit: 'binary', maxLength: 40 });
    const next = fc.oneof(
      trick,
      text,
      trick.map((tail) => `/${tail}`),
      fc.webUrl(),
      fc.webPath(),
    );
    fc.assert(
      fc.property(next, (tried) => {
        const path = returnPath(tried);
        const target = new URL(path, `${origin}/login`);
        expect(target.origin).toBe(origin);
        expect(target.pathname + target.search + target.hash).toBe(path);
        expect(pageAt(target.pathname)).toBeDefined();
        expect(target.pathname).not.toMatch(/^\/(login|register|logout)\/?$/);
        expect(returnPath(path)).toBe(path);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('loginPath', () => {
  it('keeps path, query and fragment for the way back [FL-055] [FL-057] [ASK-038]', () => {
    const wanted = '/orders?page=2&q=a%26b#o-3';
    const login = new URL(loginPath(wanted), 'https://gatehouse.example');
    expect(login.pathname).toBe('/login');
    expect([...login.searchParams]).toEqual([['next', wanted]]);
    expect(returnPath(login.searchParams.get('next'))).toBe(wanted);
  });

  it('says nothing about a place where nobody is led [FL-062] [FL-064]', () => {
    for (const next of ['//evil.example', 'https://evil.example/orders', '/logout', '/nowhere'])
      expect(loginPath(next)).toBe('/login');
  });

  it('says so when the landing page itself was wanted', () => {
    expect(loginPath('/welcome')).toBe('/login?next=%2Fwelcome');
  });

  it('leads through another page, and keeps what that one asks already [FL-056]', () => {
    expect(loginPath('/orders', paths.register)).toBe('/register?next=%2Forders');
    expect(loginPath('/orders', '/login?affil=x')).toBe('/login?affil=x&next=%2Forders');
    expect(loginPath('//evil.example', '/login?affil=x')).toBe('/login?affil=x');
  });
});
