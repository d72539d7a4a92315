/** @jest-environment jsdom */
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  jest,
} from '@jest/globals';
import { type Client, type ClientOptions, createClient } from '../src/index.ts';
import { keepLive } from '../src/live/index.ts';
import { TestEventSource } from './event-source.ts';
import { serverFetch, startLiveServer } from './live-server.ts';
import { TestLocks } from './locks.ts';
import { password, session, susan, user, visitor } from './people.ts';

const EVENTS = 'GET /api/session/events';
const SESSION = 'GET /api/session';
const FIVE_MINUTES = 5 * 60_000;

let server: Awaited<ReturnType<typeof startLiveServer>>;
let locks: TestLocks;
let stops: (() => void)[] = [];
/** What waits for so long that no test waits for it. */
let late: { readonly run: () => void; readonly after: number }[] = [];

const settle = (milliseconds = 120) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function until(isTrue: () => boolean): Promise<void> {
  for (let turn = 0; turn < 200 && !isTrue(); turn += 1) await settle(20);
  expect(isTrue()).toBe(true);
}

/** A tab that somebody is logged in with, as its page says. */
function tab(options: ClientOptions = {}): { client: Client; stop: () => void } {
  const client = createClient({ baseUrl: server.baseUrl, fetch: serverFetch, ...options });
  client.sessionStore.hydrate(server.state.view);
  const stop = keepLive(client);
  stops.push(stop, () => client.sessionStore.close());
  return { client, stop };
}

/** The same, once the server knows that it listens. */
async function listening(options: ClientOptions = {}) {
  const opened = tab(options);
  await until(() => server.streams.size === 1);
  return opened;
}

function show(state: DocumentVisibilityState): void {
  Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}

/** Lets the time pass that nobody wants to wait for. */
function passTime(): void {
  for (const { run } of late.splice(0)) run();
}

beforeAll(async () => {
  server = await startLiveServer();
  const original = globalThis.setTimeout;
  jest.spyOn(globalThis, 'setTimeout').mockImplementation(((run: () => void, after = 0) => {
    if (after < 2000 || after === 10_000) return original(run, after);
    const entry = { run, after };
    late.push(entry);
    return entry;
  }) as unknown as typeof setTimeout);
  const originalClear = globalThis.clearTimeout;
  jest.spyOn(globalThis, 'clearTimeout').mockImplementation((timer) => {
    late = late.filter((entry) => (entry as unknown) !== timer);
    if (typeof timer === 'number') originalClear(timer);
  });
});
afterAll(() => {
  jest.restoreAllMocks();
  server.stop();
});
beforeEach(() => {
  locks = new TestLocks();
  Object.defineProperty(navigator, 'locks', { value: locks, configurable: true });
  Object.assign(globalThis, { EventSource: TestEventSource });
});
afterEach(async () => {
  show('visible');
  for (const stop of stops) stop();
  stops = [];
  late = [];
  await until(() => server.streams.size === 0);
  server.reset();
});

describe('a page that is kept live', () => {
  it('shows within a moment that its session was ended elsewhere [UX-SS-08] [ASK-002]', async () => {
    const { client } = await listening();

    server.end();

    await until(() => client.sessionStore.get().status === 'anonymous');
    expect(client.sessionStore.get()).toMatchObject({ reason: 'ended' });
    expect(server.count(SESSION)).toBe(1);
    await settle();
    expect([server.count(EVENTS), server.streams.size, late.length]).toEqual([1, 0, 0]);
  });

  it('shows a change of its user, once asked, in the background', async () => {
    const { client } = await listening();
    const seen = new Set<string>();
    client.sessionStore.subscribe(() => {
      const { status } = client.sessionStore.get();
      seen.add(status === 'authenticated' ? 'quiet' : status);
    });

    server.state.view = { ...susan, user: user({ role: 'admin' }) };
    server.tell('changed');
    server.tell('changed');

    await until(() => client.sessionStore.get().user?.role === 'admin');
    expect([[...seen], server.count(SESSION)]).toEqual([['quiet'], 1]);
  });

  it('asks with credentials, where the client asks', async () => {
    await listening({ baseUrl: `${server.baseUrl}/` });
    const [source] = TestEventSource.open;
    expect(source).toMatchObject({
      url: `${server.baseUrl}/api/session/events`,
      withCredentials: true,
    });
  });

  it('listens while somebody is logged in, and not before or after', async () => {
    server.state.view = visitor;
    const { client } = tab();
    await settle();
    expect(server.count(EVENTS)).toBe(0);

    server.state.view = susan;
    await client.session.logIn({ identifier: 'susan', password });
    await until(() => server.streams.size === 1);
    await client.session.logOut();
    await until(() => server.streams.size === 0);
    expect(locks.held).toBe(0);
  });

  it('takes its own log-out for one, though the server says first that the session ended', async () => {
    const { client } = await listening();
    server.state.onWrite = () => server.end();

    await client.session.logOut();

    await settle(500);
    expect(client.sessionStore.get()).toMatchObject({ status: 'anonymous', reason: 'logged_out' });
    expect(server.count(SESSION)).toBe(0);
  });

  it('goes on under its new session after a confirmation, and was never anonymous', async () => {
    const { client } = await listening();
    const states = new Set<string>();
    client.sessionStore.subscribe(() => states.add(client.sessionStore.get().status));
    server.state.onWrite = () => {
      server.end();
      server.state.view = { ...susan, session: session({ id: 's-2' }) };
    };

    await client.session.confirm({ password });

    await until(() => server.streams.size === 1);
    await settle(500);
    expect([...states]).toEqual(['authenticated']);
    expect([server.count(EVENTS), server.count(SESSION)]).toEqual([2, 0]);
  });

  it('is never logged out by a server that cannot be reached', async () => {
    const { client } = await listening({ fetch: () => Promise.reject(new TypeError('offline')) });

    server.tell('ended');

    await until(() => client.sessionStore.get().status === 'unreachable');
    expect(client.sessionStore.get().user?.username).toBe('susan');
    expect(server.streams.size).toBe(1);
  });

  it('stops when told to', async () => {
    const { stop } = await listening();
    stop();
    await until(() => server.streams.size === 0);
    expect(locks.held).toBe(0);
  });
});

describe('a connection that breaks', () => {
  it('comes back by itself, and asks once what was missed', async () => {
    const { client } = await listening();
    server.state.view = { ...susan, user: user({ name: 'Sue' }) };

    server.drop();

    await until(() => client.sessionStore.get().user?.name === 'Sue');
    expect([server.count(EVENTS), server.count(SESSION)]).toEqual([2, 1]);
  });

  it('is refused when nobody is logged in any more: then it asks once, and rests', async () => {
    const { client } = await listening();
    Object.assign(server.state, { view: visitor, streamStatus: 401 });

    server.drop();

    await until(() => client.sessionStore.get().status === 'anonymous');
    await settle();
    expect([server.count(EVENTS), server.count(SESSION), late.length]).toEqual([2, 1, 0]);
  });

  it('is tried again later and later while there are too many', async () => {
    server.state.streamStatus = 503;
    tab();
    const pauses: number[] = [];
    for (let attempt = 1; attempt <= 9; attempt += 1) {
      await until(() => server.count(EVENTS) === attempt && late.length === 1);
      pauses.push(late[0]?.after ?? 0);
      passTime();
    }
    await until(() => server.count(EVENTS) === 10);
    expect(server.count(SESSION)).toBe(1);
    for (const [index, pause] of pauses.entries()) {
      const whole = Math.min(5000 * 2 ** index, FIVE_MINUTES);
      expect(pause).toBeGreaterThanOrEqual(whole / 2);
      expect(pause).toBeLessThanOrEqual(whole);
    }

    await until(() => late.length === 1);
    server.state.streamStatus = 200;
    passTime();
    await until(() => server.count(SESSION) === 2);
    expect(server.streams.size).toBe(1);
  });
});

describe('tabs that are kept live', () => {
  it('share one connection, and hear all of them [UX-SS-07]', async () => {
    const tabs = [await listening(), tab(), tab({ syncTabs: false })];
    await settle();
    expect([server.count(EVENTS), server.count(SESSION)]).toEqual([1, 0]);

    server.end();

    await until(() => tabs.every(({ client }) => client.sessionStore.get().status === 'anonymous'));
    for (const { client } of tabs)
      expect(client.sessionStore.get()).toMatchObject({ reason: 'ended' });
    expect(server.count(SESSION)).toBe(3);
  });

  it('take the connection over from one that is closed, and ask what was missed', async () => {
    const first = await listening();
    const [second, third] = [tab(), tab()];
    await settle(1100);
    server.state.view = { ...susan, user: user({ name: 'Sue' }) };

    first.stop();

    for (const { client } of [second, third])
      await until(() => client.sessionStore.get().user?.name === 'Sue');
    expect([server.count(EVENTS), server.streams.size]).toEqual([2, 1]);
  });
});

describe('a page that nobody looks at', () => {
  it('lets the connection go after five minutes, and asks when somebody is back', async () => {
    const { client } = await listening();
    show('hidden');
    expect(late.map(({ after }) => after)).toEqual([FIVE_MINUTES]);
    await settle();
    expect(server.streams.size).toBe(1);

    passTime();
    await until(() => server.streams.size === 0);
    expect(locks.held).toBe(0);
    server.state.view = { ...susan, user: user({ name: 'Sue' }) };
    show('visible');

    await until(() => server.streams.size === 1);
    await client.sessionStore.refresh({ force: true, background: true });
    expect(client.sessionStore.get().user?.name).toBe('Sue');
  });

  it('leaves it to a tab that somebody looks at', async () => {
    await listening();
    show('hidden');
    show('visible');
    expect(late).toEqual([]);
    show('hidden');
    const [timer] = late.splice(0);
    // What is opened later is the tab in front.
    show('visible');
    tab();
    timer?.run();
    await until(() => server.count(EVENTS) === 2);
    expect(server.streams.size).toBe(1);
  });

  it('holds nothing while the browser keeps it in memory, and takes it up again', async () => {
    await listening();
    window.dispatchEvent(new Event('pagehide'));
    await until(() => server.streams.size === 0);
    expect(locks.held).toBe(0);

    window.dispatchEvent(new Event('pageshow'));
    await until(() => server.streams.size === 1);
  });
});

describe('an environment that lacks something', () => {
  it.each([
    ['server-sent events', () => Object.assign(globalThis, { EventSource: undefined })],
    [
      'locks',
      () => Object.defineProperty(navigator, 'locks', { value: undefined, configurable: true }),
    ],
    [
      'the permission for locks',
      () => {
        const value = { request: () => Promise.reject(new DOMException('no', 'SecurityError')) };
        Object.defineProperty(navigator, 'locks', { value, configurable: true });
      },
    ],
  ])('is left as it was without %s', async (_, remove) => {
    remove();
    const { client, stop } = tab();
    await settle();
    expect(server.count(EVENTS)).toBe(0);

    server.state.view = visitor;
    await client.sessionStore.refresh({ force: true });
    expect(client.sessionStore.get()).toMatchObject({ status: 'anonymous', reason: 'ended' });
    stop();
  });
});
