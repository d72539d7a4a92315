import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type ClientEvent, createClient, type SessionState } from '../src/index.ts';
import { type FakeApi, held, problem, type Reply, startFakeApi } from './fake-api.ts';
import { password, session, susan, user, visitor } from './people.ts';

let api: FakeApi;
beforeAll(async () => {
  api = await startFakeApi();
});
afterAll(() => api.stop());

/** A client, and every state that its store has shown. */
function watched(view?: typeof susan) {
  const events: ClientEvent[] = [];
  const client = createClient({
    baseUrl: api.baseUrl,
    onEvent: (event) => void events.push(event),
  });
  if (view) client.sessionStore.hydrate(view);
  events.length = 0;
  const states: SessionState[] = [];
  client.sessionStore.subscribe(() => void states.push(client.sessionStore.get()));
  return { client, store: client.sessionStore, states, events };
}

const credentials = { identifier: 'susan', password };
const once = (reply: Reply) => api.answers(() => reply);

describe('the session store', () => {
  it('does nothing before it is asked', () => {
    api.answers(() => ({ json: susan }));
    expect(watched().store.get()).toEqual({ status: 'loading', user: null, session: null });
    expect(api.asked).toEqual([]);
  });

  it('asks once, however many are waiting [UX-NW-11]', async () => {
    once({ json: susan });
    const { store, states } = watched();
    const answers = await Promise.all([
      store.ready(),
      store.ready(),
      store.refresh(),
      store.ready(),
    ]);
    await store.ready();
    expect(api.count('GET', '/api/session')).toBe(1);
    expect(states.map(({ status }) => status)).toEqual(['authenticated']);
    expect(new Set(answers).size).toBe(1);
  });

  it('knows a visitor', async () => {
    once({ json: visitor });
    await expect(watched().store.ready()).resolves.toEqual({
      status: 'anonymous',
      user: null,
      session: null,
    });
  });

  it.each([
    ['a broken database', problem('unavailable', { retryAfter: 9 })],
    ['too many requests', problem('rate_limited', { retryAfter: 9 })],
    ["a proxy's page", { status: 502, text: 'Bad gateway' }],
    ['a fault of the server', problem('internal_error')],
    ['a broken connection', { isCut: true }],
  ])('is unreachable, never anonymous, with %s [SK-02]', async (_, reply) => {
    once(reply);
    const first = await watched().store.ready();
    expect(first).toMatchObject({ status: 'unreachable', user: null, error: { name: 'ApiError' } });

    const { store } = watched(susan);
    await store.refresh({ force: true });
    expect(store.get()).toMatchObject({ status: 'unreachable', user: user(), session: session() });
    once({ json: susan });
    await store.refresh({ force: true });
    expect(store.get().status).toBe('authenticated');
  });

  it('never goes back to loading, and says that it refreshes [UX-SS-09]', async () => {
    once({ json: susan });
    const { store, states } = watched(susan);
    await store.refresh({ force: true });
    expect(states.map((state) => state.status === 'authenticated' && state.refreshing)).toEqual([
      true,
      false,
    ]);
  });

  it('is silent in the background, and when nothing changed [UX-SS-09]', async () => {
    once({ json: susan });
    const { store, states } = watched(susan);
    const before = store.get();
    await store.refresh({ force: true, background: true });
    expect(api.asked[0]?.headers['gatehouse-background']).toBe('true');
    expect(states).toEqual([]);
    expect(store.get()).toBe(before);
  });

  it('keeps the same user while only the session changes', async () => {
    const { store, states } = watched(susan);
    const before = store.get();
    once({ json: { ...susan, session: session({ idleExpiresAt: '2998-01-01T00:00:00.000Z' }) } });
    await store.refresh({ force: true, background: true });
    expect(states).toHaveLength(1);
    expect(store.get().user).toBe(before.user);
    expect(store.get().session).not.toBe(before.session);
  });

  it('asks at most every five seconds unless it must [UX-SS-09]', async () => {
    jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick', 'setImmediate', 'setTimeout'] });
    try {
      once({ json: susan });
      const { store } = watched(susan);
      await store.refresh();
      expect(api.asked).toHaveLength(0);
      jest.setSystemTime(Date.now() + 5001);
      await Promise.all([store.refresh(), store.refresh()]);
      await store.refresh();
      expect(api.asked).toHaveLength(1);
      await store.refresh({ force: true });
      expect(api.asked).toHaveLength(2);
    } finally {
      jest.useRealTimers();
    }
  });

  it('starts with what the page brought along, and asks when that is nothing', async () => {
    once({ json: susan });
    const { store } = watched(susan);
    expect((await store.ready()).status).toBe('authenticated');
    expect(api.asked).toHaveLength(0);

    const other = watched().store;
    other.hydrate(null);
    expect(other.get().status).toBe('loading');
    await other.ready();
    expect(api.asked).toHaveLength(1);
  });

  it('lets one faulty listener break neither a log-in nor the others', async () => {
    const faults: unknown[] = [];
    const original = globalThis.queueMicrotask;
    globalThis.queueMicrotask = (task) =>
      original(() => {
        try {
          task();
        } catch (fault) {
          faults.push(fault);
        }
      });
    try {
      once({ json: susan });
      const { client, store } = watched();
      store.subscribe(() => {
        throw new Error('listener');
      });
      const heard = jest.fn();
      store.subscribe(heard);
      await client.session.logIn(credentials);
      expect(heard).toHaveBeenCalledTimes(1);
      await new Promise((resolve) => setTimeout(resolve));
      expect(faults).toEqual([new Error('listener')]);
    } finally {
      globalThis.queueMicrotask = original;
    }
  });
});

describe('actions', () => {
  it('change the store by their own answer, in the moment they resolve', async () => {
    once({ json: susan });
    const { client, store, events } = watched(visitor);
    await client.session.logIn(credentials);
    expect(store.get()).toMatchObject({ status: 'authenticated', user: user() });

    once({ json: user({ name: 'Sue' }) });
    await client.users.update('u-1', { name: 'Sue' });
    expect(store.get().user?.name).toBe('Sue');

    once({ json: { ...susan, session: session({ freshUntil: '2999-01-01T00:00:00.000Z' }) } });
    await client.session.confirm({ password });
    expect(store.get().session?.freshUntil).not.toBeNull();

    once({ status: 204 });
    await client.session.logOut();
    expect(store.get()).toMatchObject({ status: 'anonymous', reason: 'logged_out' });
    expect(api.asked).toHaveLength(1);
    expect(events.map(({ type }) => type)).toEqual([
      'logged_in',
      'user_changed',
      'user_changed',
      'logged_out',
    ]);
  });

  it('register and log in at once', async () => {
    once({ status: 201, json: susan });
    const { client, store } = watched();
    const { username, email } = user();
    await client.users.register({ username, email, password, passwordConfirmation: password });
    expect(store.get().user).toEqual(user());
  });

  it('on other people leave the current user alone', async () => {
    const { client, states } = watched(susan);
    once({ json: user({ id: 'u-2', username: 'mo' }) });
    await client.users.update('u-2', { name: 'Mo' });
    once({ status: 204 });
    await client.users.delete('u-2');
    await client.account.endSession('s-2');
    expect(states).toEqual([]);
  });

  it.each([
    ['deleting oneself', (client: ReturnType<typeof createClient>) => client.users.delete('u-1')],
    [
      'ending this session',
      (client: ReturnType<typeof createClient>) => client.account.endSession('s-1'),
    ],
  ])('log out by %s', async (_, act) => {
    once({ status: 204 });
    const { client, store } = watched(susan);
    await act(client);
    expect(store.get()).toMatchObject({ status: 'anonymous', reason: 'logged_out' });
  });

  it('that fail change nothing', async () => {
    const { client, states } = watched(susan);
    for (const reply of [problem('unavailable'), { isCut: true }, problem('invalid_credentials')]) {
      once(reply);
      await expect(client.session.logOut()).rejects.toMatchObject({ name: 'ApiError' });
      await expect(client.session.confirm({ password })).rejects.toMatchObject({
        name: 'ApiError',
      });
    }
    expect(states).toEqual([]);
  });
});

describe('a call that is refused', () => {
  it("as nobody's logs out once, however many are refused [SK-02]", async () => {
    once(problem('unauthenticated'));
    const { client, states, events } = watched(susan);
    await Promise.allSettled(['a', 'b', 'c', 'd'].map((id) => client.users.get(id)));
    expect(states).toEqual([{ status: 'anonymous', user: null, session: null, reason: 'ended' }]);
    expect(events).toEqual([{ type: 'logged_out', reason: 'ended' }]);
    expect(api.count('GET', '/api/session')).toBe(0);
  });

  it('after the end of its time has expired', async () => {
    once(problem('unauthenticated'));
    const idleExpiresAt = '2020-01-01T00:00:00.000Z';
    const { client, store } = watched({ ...susan, session: session({ idleExpiresAt }) });
    await client.users.get('a').catch(() => undefined);
    expect(store.get()).toMatchObject({ status: 'anonymous', reason: 'expired' });
  });

  it('has expired by the clock of the server, whatever the device says [UX-SS-04]', async () => {
    const noon = Date.parse('2030-01-01T12:00:00Z');
    const headers = { date: new Date(noon).toUTCString() };
    api.answers(() => ({ ...problem('unauthenticated'), headers }));
    const ending = (idleExpiresAt: string) =>
      watched({ ...susan, session: session({ idleExpiresAt }) });

    const past = ending('2030-01-01T11:59:59.000Z');
    await past.client.users.get('a').catch(() => undefined);
    expect(past.store.get()).toMatchObject({ reason: 'expired' });
    expect(past.client.serverTime()).toBeGreaterThanOrEqual(noon);
    expect(past.client.serverTime()).toBeLessThan(noon + 10_000);

    const ahead = ending('2030-01-01T12:30:00.000Z');
    await ahead.client.users.get('a').catch(() => undefined);
    expect(ahead.store.get()).toMatchObject({ reason: 'ended' });
  });

  it.each([
    'invalid_credentials',
    'forbidden',
    'reauthentication_required',
    'rate_limited',
  ] as const)('by %s stays logged in [SK-02]', async (code) => {
    once(problem(code));
    const { client, states } = watched(susan);
    await expect(client.users.get('a')).rejects.toMatchObject({ code });
    expect(states).toEqual([]);
  });

  it('by a 401 that is not ours stays logged in [SK-02]', async () => {
    once({ status: 401, text: 'proxy' });
    const { client, states } = watched(susan);
    await expect(client.users.get('a')).rejects.toMatchObject({ status: 401 });
    expect(states).toEqual([]);
  });
});

describe('answers that come too late', () => {
  it('do not undo a log-in', async () => {
    const slow = held<Reply>();
    api.answers(({ method }) => (method === 'GET' ? slow.promise : { json: susan }));
    const { client, store, states } = watched();
    const first = store.ready();
    await client.session.logIn(credentials);
    slow.release({ json: visitor });
    await expect(first).resolves.toMatchObject({ status: 'authenticated' });
    expect(states).toHaveLength(1);
  });

  it('do not undo a log-out', async () => {
    const slow = held<Reply>();
    api.answers(({ method }) => (method === 'GET' ? slow.promise : { status: 204 }));
    const { client, store } = watched(susan);
    const reads = [store.refresh({ force: true }), client.session.current()];
    await client.session.logOut();
    slow.release({ json: susan });
    await Promise.all(reads);
    expect(store.get()).toMatchObject({ status: 'anonymous', reason: 'logged_out' });
  });

  it('as a refusal do not end the session that was started since', async () => {
    const slow = held<Reply>();
    api.answers(({ method }) => (method === 'GET' ? slow.promise : { json: susan }));
    const { client, store } = watched(susan);
    const old = client.users.get('a').catch((error: unknown) => error);
    await client.session.logIn(credentials);
    slow.release(problem('unauthenticated'));
    await expect(old).resolves.toMatchObject({ code: 'unauthenticated' });
    expect(store.get().status).toBe('authenticated');
  });

  it('tell of another person as of a log-in', async () => {
    once({ json: { ...susan, user: user({ id: 'u-2' }) } });
    const { store, events } = watched(susan);
    await store.refresh({ force: true });
    expect(events).toEqual([{ type: 'logged_in', user: user({ id: 'u-2' }) }]);
  });
});
