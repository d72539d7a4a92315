import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api, startApi } from './api.ts';
import { dumpOf } from './database-dump.ts';
import { piped, pipeline } from './pipeline.ts';
import { type RawPerson, rawPerson } from './raw-browser.ts';
import { apiRoutesOf } from './route-list.ts';

/** Other ways to write a path, some of which a guard and a router somewhere have read differently. */
const spellings: readonly ((path: string) => string)[] = [
  (path) => path,
  (path) => `${path}/`,
  (path) => `${path}//`,
  (path) => `/${path}`,
  (path) => path.replace('/api', '/api/'),
  (path) => path.replace('/api', '/./api'),
  (path) => path.replace('/api', '/x/../api'),
  (path) => path.replace('/api', '/api/session/..'),
  (path) => path.replace('/api/', '/api/%2e/'),
  (path) => path.replace('/api', '/x/%2e%2e/api'),
  (path) => path.replace('/api/', '/api%2f'),
  (path) => path.replace('/api/', '/api\\'),
  (path) => path.replace('/api/', '/api%5c'),
  (path) => path.replace('/api/', '/API/'),
  (path) => path.replace('/api/', '/Api/'),
  (path) =>
    path.replace(
      /\/([a-z])([^/]*)$/,
      (_, first: string, rest: string) => `/${first.toUpperCase()}${rest}`,
    ),
  (path) => path.replace('/api', '/%61pi'),
  (path) => path.replace('a', '%2561'),
  (path) => path.replace('/api', ';x=1/api'),
  (path) => `${path};x=1`,
  (path) => path.replace('/api', '/api;x=1'),
  (path) => `${path}.json`,
  (path) => `${path}%20`,
  (path) => `${path}%09`,
  (path) => `${path}%00`,
  (path) => `${path}%0a`,
  (path) => `${path}%23`,
  (path) => `${path}%3f`,
  (path) => `${path}?`,
  (path) => `${path}#/api/session`,
  (path) => `${path}/.`,
  (path) => `${path}/..;/`,
  (path) => `${path}~`,
  (path) => `/api/session/..%2f..${path}`,
  (path) => `/api/health/live/../../..${path}`,
  (path) => `${path}?_method=GET&method=OPTIONS`,
];

const overrides = [
  'X-HTTP-Method-Override: GET',
  'X-HTTP-Method: GET',
  'X-Method-Override: OPTIONS',
  'X-Original-URL: /api/session',
  'X-Rewrite-URL: /api/session',
];

describe('a guarded route', () => {
  let api: Api;
  let owner: RawPerson;
  let host: string;
  beforeAll(async () => {
    api = await startApi();
    owner = await rawPerson(api, 'admin');
    host = `Host: localhost:${api.env.port}`;
  });
  afterAll(() => api.stop());

  const guarded = () => apiRoutesOf(api).filter(({ isPublic }) => !isPublic);
  const addressOf = (path: string) => path.replace(':id', owner.user.id);

  it('is closed to visitors in every spelling of its address [RT-18] [CS-06] [D-41]', async () => {
    expect(new Set(spellings.map((spell) => spell('/api/users/x'))).size).toBeGreaterThanOrEqual(
      30,
    );
    const before = await dumpOf(api);
    const opened: unknown[] = [];
    for (const { method, path } of guarded())
      for (const spell of spellings) {
        const line = `${method} ${spell(addressOf(path))}`;
        const [answer] = await pipeline(api, [piped(line, [host, 'Connection: close'])]);
        const isShut = answer && [400, 401, 404, 405].includes(answer.status);
        if (!isShut || answer.head.includes('set-cookie')) opened.push([line, answer]);
      }
    expect(opened).toEqual([]);
    expect(await dumpOf(api)).toBe(before);
  });

  it('is closed to visitors under every method, and to headers that claim another one [RT-18] [D-41] [IN-11]', async () => {
    const before = await dumpOf(api);
    const opened: unknown[] = [];
    for (const { path } of guarded())
      for (const method of [
        'GET',
        'HEAD',
        'POST',
        'PUT',
        'PATCH',
        'DELETE',
        'TRACE',
        'PROPFIND',
        'MKCOL',
        'SEARCH',
        'get',
        'FOO',
      ]) {
        const line = `${method} ${addressOf(path)}`;
        const [answer] = await pipeline(api, [
          piped(line, [host, 'Connection: close', ...overrides]),
        ]);
        // Some of these paths are open to another method: one that makes an account, one that reads messages.
        const isShut = answer && [400, 401, 404, 405, 422].includes(answer.status);
        const isOpen = apiRoutesOf(api).some(
          (route) =>
            route.isPublic && route.path === path && route.method === method.replace('HEAD', 'GET'),
        );
        if (!isShut && !isOpen) opened.push([line, answer]);
      }
    expect(opened).toEqual([]);
    expect(await dumpOf(api)).toBe(before);
  });
});
