import { describe, expect, it } from '@jest/globals';
import { isGuardedPage, pageAt, paths, pathTo, publicPages } from '../src/index.ts';

describe('pageAt', () => {
  it.each(Object.entries(paths))(
    'finds %s at its own path, with a slash at the end too',
    (name, path) => {
      const example = path.replace(/:\w+/g, 'x-1');
      expect(pageAt(example)).toBe(name);
      if (path !== '/') expect(pageAt(`${example}/`)).toBe(name);
    },
  );

  it.each([
    '',
    '//',
    '/users//edit',
    '/users/1/2/3',
    '/Login',
    '/login.html',
    '/loginx',
    '/x/login',
    '/constructor',
  ])('finds nothing at %j', (path) => expect(pageAt(path)).toBeUndefined());
});

describe('isGuardedPage', () => {
  it('is true for every page but those that a visitor may open', () => {
    const open = Object.values(paths).filter((path) => !isGuardedPage(path.replace(/:\w+/g, '1')));
    expect(open).toStrictEqual([
      '/',
      '/login',
      '/register',
      '/finish-registration',
      '/verify-email',
      '/confirm-email',
      '/forgot-password',
      '/reset-password',
      '/logout',
      '/messages',
      '/cookies',
      '/cart',
      '/cookies-and-sessions',
      '/forbidden',
    ]);
    expect(publicPages.map((name) => paths[name])).toStrictEqual(open);
  });

  it('leaves what is no page alone', () => {
    expect(isGuardedPage('/nowhere')).toBe(false);
    expect(isGuardedPage('/api/users')).toBe(false);
  });

  it('holds with a slash at the end', () => {
    expect(isGuardedPage('/settings/')).toBe(true);
  });
});

describe('pathTo', () => {
  it('fills parameters in, encoded', () => {
    expect(pathTo('userEdit', { id: '7' })).toBe('/users/7/edit');
    expect(pathTo('personal', { username: '../a?b#c/d' })).toBe('/user/..%2Fa%3Fb%23c%2Fd');
    expect(pathTo('home')).toBe('/');
  });

  it('leaves out what nobody gave', () => {
    expect(pathTo('user')).toBe('/users/');
    expect(pathTo('userEdit', { name: 'ada' })).toBe('/users//edit');
  });
});
