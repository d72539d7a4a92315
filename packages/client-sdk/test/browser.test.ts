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
import type { Asked } from './fake-api.ts';
import { jsonResponse } from './fake-page.ts';
import { password, session, susan, user, visitor } from './people.ts';

let answer: (method: string, path: string) => unknown;
const asked: Pick<Asked, 'method' | 'path'>[] = [];
const backgrounds: (string | null)[] = [];
const clients: Client[] = [];

const fetch: typeof globalThis.fetch = async (input, init) => {
  const method = init?.method ?? 'GET';
  const { pathname } = new URL(String(input));
  asked.push({ method, path: pathname });
  backgrounds.push(new Headers(init?.headers).get('gatehouse-background'));
  return jsonResponse(answer(method, pathname));
};

/** A tab of the browser that somebody looks at. */
function tab(options: ClientOptions = {}): Client {
  const client = createClient({ fetch, ...options });
  client.sessionStore.subscribe(() => undefined);
  clients.push(client);
  return client;
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 60));

async function until(isTrue: () => boolean): Promise<void> {
  for (let turn = 0; turn < 100 && !isTrue(); turn += 1) await settle();
  expect(isTrue()).toBe(true);
}

let now = Date.now();
beforeAll(() => {
  jest.spyOn(Date, 'now').mockImplementation(() => now);
});
afterAll(() => void jest.restoreAllMocks());
beforeEach(() => {
  answer = () => susan;
  asked.length = 0;
  backgrounds.length = 0;
});
afterEach(() => {
  for (const { sessionStore } of clients.splice(0)) sessionStore.close();
});

describe('a client on a page', () => {
  it("asks the page's own origin", async () => {
    await tab().sessionStore.ready();
    expect(asked).toEqual([{ method: 'GET', path: '/api/session' }]);
  });

  it('asks again at most every five seconds when somebody comes back [UX-SS-09]', async () => {
    const { sessionStore } = tab();
    await sessionStore.ready();
    for (let turn = 0; turn < 10; turn += 1) window.dispatchEvent(new Event('focus'));
    document.dispatchEvent(new Event('visibilitychange'));
    await settle();
    expect(asked).toHaveLength(1);

    now += 5001;
    for (let turn = 0; turn < 10; turn += 1) window.dispatchEvent(new Event('focus'));
    await settle();
    expect(backgrounds).toEqual([null, 'true']);

    now += 5001;
    document.dispatchEvent(new Event('visibilitychange'));
    await settle();
    expect(asked).toHaveLength(3);
  });

  it('asks at once after a lost connection, and out of the memory of the browser', async () => {
    await tab().sessionStore.ready();
    window.dispatchEvent(new Event('online'));
    await settle();
    window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
    await settle();
    window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: false }));
    await settle();
    expect(asked).toHaveLength(3);
  });

  it('does not ask while the machine is offline [UX-SS-09]', async () => {
    await tab().sessionStore.ready();
    const onLine = jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    now += 5001;
    window.dispatchEvent(new Event('focus'));
    await settle();
    onLine.mockRestore();
    expect(asked).toHaveLength(1);
  });

  it('stops to watch with its last listener, when told to, and when it never should', async () => {
    const quiet = tab({ refreshOnFocus: false });
    const closed = tab();
    const left = createClient({ fetch });
    const stop = left.sessionStore.subscribe(() => undefined);
    stop();
    stop();
    closed.sessionStore.close();
    for (const client of [quiet, closed, left]) client.sessionStore.hydrate(susan);
    now += 5001;
    window.dispatchEvent(new Event('focus'));
    await settle();
    expect(asked).toEqual([]);
  });
});

describe('tabs of one browser', () => {
  it('learn of a log-in, a change of the user and a log-out [UX-SS-07]', async () => {
    let view = visitor;
    answer = (method, path) => {
      if (method === 'POST') view = susan;
      if (method === 'PATCH') view = { ...susan, user: user({ name: 'Sue' }) };
      if (method === 'DELETE') view = visitor;
      return path.startsWith('/api/users') ? view.user : view;
    };
    const [here, there] = [tab(), tab()];
    await Promise.all([here.sessionStore.ready(), there.sessionStore.ready()]);

    await here.session.logIn({ identifier: 'susan', password });
    await until(() => there.sessionStore.get().status === 'authenticated');
    await here.users.update('u-1', { name: 'Sue' });
    await until(() => there.sessionStore.get().user?.name === 'Sue');
    await here.session.logOut();
    await until(() => there.sessionStore.get().status === 'anonymous');
    expect(there.sessionStore.get()).toMatchObject({ reason: 'logged_out' });
    // The tab that acted is not told of its own deed.
    expect(asked.filter(({ method }) => method === 'GET')).toHaveLength(4);
  });

  it('hear no personal data [UX-SS-07]', async () => {
    const heard: unknown[] = [];
    const channel = new BroadcastChannel('gatehouse:');
    channel.onmessage = ({ data }) => void heard.push(data);
    const here = tab();
    await here.session.logIn({ identifier: 'susan', password });
    await here.session.logOut();
    await until(() => heard.length === 2);
    channel.close();
    expect(heard).toEqual(['changed', 'logged_out']);
  });

  it('are told by a client that nobody watches, and left alone by one that must not tell', async () => {
    const there = tab();
    there.sessionStore.hydrate(susan);
    await createClient({ fetch, syncTabs: false }).session.logOut();
    await createClient({ fetch, baseUrl: 'http://other.example' }).session.logOut();
    await settle();
    expect(there.sessionStore.get().status).toBe('authenticated');
    await createClient({ fetch }).session.logOut();
    await until(() => there.sessionStore.get().status === 'anonymous');
  });

  it('drop an answer that was on its way when another tab logged out', async () => {
    let release: (view: unknown) => void = () => undefined;
    const slow = new Promise((resolve) => {
      release = resolve;
    });
    const slowFetch: typeof globalThis.fetch = async (input, init) =>
      init?.method === 'GET' ? jsonResponse(await slow) : fetch(input, init);
    const there = tab({ fetch: slowFetch });
    there.sessionStore.hydrate({ user: user(), session: session(), flash: 0 });
    const late = there.sessionStore.refresh({ force: true });
    await tab().session.logOut();
    await until(() => there.sessionStore.get().status === 'anonymous');
    release(susan);
    await late;
    expect(there.sessionStore.get()).toMatchObject({ status: 'anonymous', reason: 'logged_out' });
  });
});
