import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from '../src/index.ts';
import { type FakeApi, held, problem, startFakeApi } from './fake-api.ts';
import { password, susan, visitor } from './people.ts';

let api: FakeApi;
beforeAll(async () => {
  api = await startFakeApi();
});
afterAll(() => api.stop());

const client = (options = {}) => createClient({ baseUrl: api.baseUrl, ...options });

describe('a call', () => {
  it('joins the base URL with the path, a prefix and slashes at its end included', async () => {
    api.answers(() => ({ json: { count: 1 } }));
    await createClient({ baseUrl: `${api.baseUrl}/gate//` }).counter.read();
    expect(api.asked[0]?.path).toBe('/gate/api/counter');
  });

  it('says JSON, sends what the options say, and no body where there is none', async () => {
    api.answers(() => ({ json: { count: 1 } }));
    const headers = async () => ({ 'x-app': 'shop' });
    await client({ headers, origin: 'https://app.example' }).counter.increment();
    expect(api.asked[0]).toMatchObject({
      method: 'POST',
      body: '',
      headers: { accept: 'application/json', 'x-app': 'shop', origin: 'https://app.example' },
    });
    expect(api.asked[0]?.headers['content-type']).toBeUndefined();
  });

  it('always sends credentials and never follows by itself [SK-03]', async () => {
    const seen: RequestInit[] = [];
    const fetch = async (_: unknown, init: RequestInit = {}) => {
      seen.push(init);
      return new Response(null, { status: 204 });
    };
    await client({ fetch }).session.logOut();
    expect(seen).toMatchObject([{ credentials: 'include', redirect: 'manual' }]);
  });

  it('writes a query without what is not there', async () => {
    api.answers(() => ({ json: { items: [], nextCursor: null } }));
    await client().users.list({ search: 'a&b', cursor: undefined, limit: 5 });
    expect(api.asked[0]?.path).toBe('/api/users?search=a%26b&limit=5');
  });

  it.each(['', '.', '..'])('never becomes another call by the id "%s"', async (id) => {
    api.answers(() => ({ status: 204 }));
    await expect(client().account.endSession(id)).rejects.toThrow(TypeError);
    expect(api.asked).toEqual([]);
  });

  it.each([
    '//evil.example/x',
    '/\t/evil.example',
    '\\\\evil',
    'http://evil.example/',
    '/a/%2e%2E/b',
  ])('refuses the path %j before it is sent [SK-03]', async (path) => {
    const fetch = () => Promise.reject(new Error('sent'));
    await expect(client({ fetch }).request('GET', path)).rejects.toThrow(TypeError);
  });

  it('keeps strange ids in their place', async () => {
    api.answers(() => problem('not_found'));
    await expect(client().messages.get('../users?x#y')).rejects.toMatchObject({ status: 404 });
    expect(api.asked[0]?.path).toBe('/api/messages/..%2Fusers%3Fx%23y');
  });

  it('passes an idempotency key on', async () => {
    api.answers(() => ({ status: 201, json: { id: 'o-1' } }));
    const address = { name: 'a', street: 'b', city: 'c', state: 'd', zip: 'e', country: 'f' };
    await client().shop.placeOrder({ lines: [], address }, { idempotencyKey: 'k-1' });
    expect(api.asked[0]?.headers['idempotency-key']).toBe('k-1');
  });
});

describe('a redirect', () => {
  it('is refused, whatever it leads to [SK-01]', async () => {
    api.answers(() => ({ status: 302, headers: { location: `${api.baseUrl}/elsewhere` } }));
    await expect(client().counter.read()).rejects.toMatchObject({
      kind: 'unexpected',
      status: 302,
    });
    expect(api.asked.length).toBe(1);
  });
});

describe('a timeout', () => {
  it('gives up a call that nobody answers, and a read is not tried again [SK-01]', async () => {
    const never = held<object>();
    api.answers(() => never.promise);
    await expect(client({ timeout: 50 }).counter.read()).rejects.toMatchObject({
      kind: 'timeout',
      code: 'unavailable',
      status: 0,
    });
    expect(api.asked.length).toBe(1);
    never.release({});
  });

  it('counts the body too', async () => {
    const fetch = async (_: unknown, init: RequestInit = {}) => {
      const body = new ReadableStream({
        start(controller) {
          init.signal?.addEventListener('abort', () => controller.error(init.signal?.reason));
        },
      });
      return new Response(body, { headers: { 'content-type': 'application/json' } });
    };
    const late = client({ fetch, timeout: 50 }).counter.read();
    await expect(late).rejects.toMatchObject({ kind: 'timeout' });
  });
});

describe('trying again', () => {
  it('reads at most three times when the connection breaks [SK-01]', async () => {
    api.answers(() => ({ isCut: true }));
    await expect(client().counter.read()).rejects.toMatchObject({ kind: 'network', status: 0 });
    expect(api.asked.length).toBe(3);
  });

  it('succeeds as soon as the server is back [SK-01]', async () => {
    api.answers(() => (api.asked.length < 3 ? problem('overloaded') : { json: { count: 7 } }));
    await expect(client().counter.read()).resolves.toEqual({ count: 7 });
  });

  it('waits as long as the server asks, when that is short [SK-01]', async () => {
    const start = Date.now();
    api.answers(() =>
      api.asked.length < 2 ? problem('overloaded', { retryAfter: 1 }) : { json: { count: 7 } },
    );
    await client().counter.read();
    expect(Date.now() - start).toBeGreaterThan(990);
  });

  it('does not keep people waiting when the server asks for long [SK-01]', async () => {
    api.answers(() => ({ ...problem('unavailable'), headers: { 'retry-after': '30' } }));
    await expect(client().counter.read()).rejects.toMatchObject({ retryAfter: 30 });
    expect(api.asked.length).toBe(1);
  });

  it.each(['rate_limited', 'internal_error', 'not_found'] as const)(
    'does not happen after %s [SK-01]',
    async (code) => {
      api.answers(() => problem(code));
      await expect(client().counter.read()).rejects.toMatchObject({ code });
      expect(api.asked.length).toBe(1);
    },
  );

  it('never happens to a write, after a broken connection as after a 503 [SK-01]', async () => {
    for (const reply of [{ isCut: true }, problem('overloaded')]) {
      api.answers(() => reply);
      await expect(client().counter.increment()).rejects.toMatchObject({ name: 'ApiError' });
      await expect(client().flash.take()).rejects.toMatchObject({ name: 'ApiError' });
      expect(api.asked.map(({ method }) => method)).toEqual(['POST', 'DELETE']);
    }
  });
});

describe('reads under way', () => {
  it('are shared by all who ask for the same', async () => {
    api.answers(() => ({ json: { count: 1 } }));
    const { counter } = client();
    await Promise.all([counter.read(), counter.read(), counter.read()]);
    expect(api.asked.length).toBe(1);
    await counter.read();
    expect(api.asked.length).toBe(2);
  });

  it('are no answer to who asks after a change', async () => {
    const first = held<void>();
    let count = 0;
    api.answers(async ({ method }) => {
      if (method === 'POST') count += 1;
      else if (count === 0) {
        await first.promise;
        return { json: { count: 0 } };
      }
      return { json: { count } };
    });
    const { counter } = client();
    const before = counter.read();
    await counter.increment();
    await expect(counter.read()).resolves.toEqual({ count: 1 });
    first.release();
    await expect(before).resolves.toEqual({ count: 0 });
  });

  it('fail for all, and the next one asks anew', async () => {
    api.answers(() => problem('not_found'));
    const { messages } = client();
    const both = await Promise.allSettled([messages.get('m'), messages.get('m')]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    api.answers(() => ({ json: { id: 'm' } }));
    await expect(messages.get('m')).resolves.toEqual({ id: 'm' });
  });
});

describe('every method', () => {
  it('calls the route that the contract names', async () => {
    api.answers(({ path }) => ({ json: path.startsWith('/api/session') ? visitor : susan }));
    const { session, users, account, messages, shop, counter, flash, request } = client();
    const address = { name: 'a', street: 'b', city: 'c', state: 'd', zip: 'e', country: 'f' };
    const change = { currentPassword: password, password, passwordConfirmation: password };
    const registration = { username: 'a', email: 'b', password, passwordConfirmation: password };
    const calls = [
      () => session.current(),
      () => session.logIn({ identifier: 'susan', password }),
      () => session.logOut(),
      () => session.confirm({ password }),
      () => users.register(registration),
      () => users.list(),
      () => users.get('u'),
      () => users.update('u', { name: 'n' }),
      () => users.delete('u'),
      () => users.changeRole('u', 'admin'),
      () => account.changePassword(change),
      () => account.sessions(),
      () => account.logIns(),
      () => account.endSession('s'),
      () => account.endOtherSessions(),
      () => messages.list({ limit: 2 }),
      () => messages.get('m'),
      () => messages.create({ content: 'c' }),
      () => messages.update('m', { content: 'c' }),
      () => messages.delete('m'),
      () => shop.cookies(),
      () => shop.cart(),
      () => shop.saveCart({ lines: [] }),
      () => shop.placeOrder({ lines: [], address }),
      () => shop.orders(),
      () => shop.order('o'),
      () => counter.read(),
      () => counter.start(),
      () => counter.increment(),
      () => counter.clear(),
      () => request('PATCH', '/api/own?x=1', { a: 1 }),
    ];
    for (const call of calls) await call();
    await flash.take().catch(() => undefined);
    expect(api.asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /api/session',
      'POST /api/session',
      'DELETE /api/session',
      'POST /api/session/confirmation',
      'POST /api/users',
      'GET /api/users',
      'GET /api/users/u',
      'PATCH /api/users/u',
      'DELETE /api/users/u',
      'PUT /api/users/u/role',
      'PUT /api/account/password',
      'GET /api/account/sessions',
      'GET /api/account/log-ins',
      'DELETE /api/account/sessions/s',
      'DELETE /api/account/sessions',
      'GET /api/messages?limit=2',
      'GET /api/messages/m',
      'POST /api/messages',
      'PATCH /api/messages/m',
      'DELETE /api/messages/m',
      'GET /api/shop/cookies',
      'GET /api/shop/cart',
      'PUT /api/shop/cart',
      'POST /api/shop/orders',
      'GET /api/shop/orders',
      'GET /api/shop/orders/o',
      'GET /api/counter',
      'PUT /api/counter',
      'POST /api/counter',
      'DELETE /api/counter',
      'PATCH /api/own?x=1',
      'DELETE /api/session/flash',
    ]);
  });
});
