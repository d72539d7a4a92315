import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestClient } from '../src/testing/index.ts';
import { type FakeApi, problem, startFakeApi } from './fake-api.ts';
import { password, session, user, visitor } from './people.ts';

const MONTH = 60 * 60 * 24 * 30;

let api: FakeApi;
beforeAll(async () => {
  api = await startFakeApi();
  api.answers(({ method, path, body, headers }) => {
    const isFresh = headers.cookie?.includes('here=1') ?? false;
    const isIn = headers.cookie?.includes('sid=') ?? false;
    const view = (fresh: boolean) => ({
      user: user({ username: JSON.parse(body || '{}').username ?? 'susan' }),
      session: session({ freshUntil: fresh ? '2999-01-01T00:00:00.000Z' : null }),
      flash: 0,
    });
    if (method === 'GET') return { json: isIn ? view(isFresh) : visitor };
    if (path !== '/api/session' && path !== '/api/users') return problem('not_found');
    const life = JSON.parse(body).remember ? `; Max-Age=${MONTH}` : '';
    const setCookie = [`sid=x; Path=/${life}`, 'here=1; Path=/'];
    return { json: view(true), headers: { 'set-cookie': setCookie } };
  });
});
afterAll(() => api.stop());

describe('createTestClient', () => {
  it('is a visitor unless told otherwise, and asks nothing [FL-138]', async () => {
    const before = api.asked.length;
    const client = await createTestClient({ baseUrl: api.baseUrl });
    expect(api.asked.length).toBe(before);
    expect(client.credentials).toBeNull();
    await expect(client.session.current()).resolves.toEqual(visitor);
  });

  it('registers a new person, who is logged in and fresh [FL-139]', async () => {
    const { baseUrl } = api;
    const people = await Promise.all([1, 2].map(() => createTestClient({ baseUrl, user: true })));
    const [one, two] = people.map(({ credentials }) => credentials?.identifier);
    expect(one).not.toBe(two);
    for (const { sessionStore, session: sessions } of people) {
      expect(sessionStore.get()).toMatchObject({ status: 'authenticated' });
      expect((await sessions.current()).session?.freshUntil).not.toBeNull();
    }
  });

  it('registers somebody with details, and logs in somebody who is there', async () => {
    const { baseUrl } = api;
    const mo = await createTestClient({ baseUrl, user: { username: 'mo' } });
    expect(mo.sessionStore.get().user?.username).toBe('mo');
    const credentials = { identifier: 'susan', password };
    const again = await createTestClient({ baseUrl, user: credentials });
    expect(again.credentials).toEqual(credentials);
  });

  it('comes back to a closed browser when it must not be fresh [FL-140]', async () => {
    const client = await createTestClient({ baseUrl: api.baseUrl, user: true, fresh: false });
    expect(client.sessionStore.get()).toMatchObject({ session: { freshUntil: null } });
    expect(client.cookies.names()).toEqual(['sid']);
  });

  it('uses the routes that everybody uses, and no others [FL-141] [FL-142]', () => {
    const used = new Set(api.asked.map(({ method, path }) => `${method} ${path}`));
    expect([...used].sort()).toEqual(['GET /api/session', 'POST /api/session', 'POST /api/users']);
  });

  it('does not load in production [FL-139]', () => {
    const entry = new URL('../dist/testing.js', import.meta.url).href;
    const load = (NODE_ENV: string) =>
      spawnSync(process.execPath, ['--input-type=module', '-e', `await import('${entry}')`], {
        env: { ...process.env, NODE_ENV, NODE_OPTIONS: '' },
        encoding: 'utf8',
      });
    expect(load('test').status).toBe(0);
    expect(load('production')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('does not load in production'),
    });
  });
});
