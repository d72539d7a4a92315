import type {
  AccountEvent,
  Dashboard,
  LoggedEvent,
  Message,
  Order,
  PageName,
  SessionSummary,
  User,
} from '@gatehouse/auth-core';
import type { SessionState } from '@gatehouse/client-sdk';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { pseudo, speakPseudo, withoutWords } from './pseudo-words.ts';

// Nothing of the app is loaded before its words are exchanged.
expect(await speakPseudo()).toBeGreaterThan(15);
const {
  accountActions,
  activityCodes,
  activityWords,
  canAdminister,
  flashCatalogue,
  paths,
  pathTo,
} = await import('@gatehouse/auth-core');
const { ApiError } = await import('@gatehouse/client-sdk');
const { cleanup, waitFor } = await import('@testing-library/react');
const { addBrowserParts } = await import('../pages/browser-parts.ts');
const { ana, fakeClient, loggedIn, visitor } = await import('../pages/fake-client.ts');
const { openApp } = await import('../pages/open-app.tsx');

const admin: User = { ...ana, role: 'admin' };
const bo: User = { ...ana, id: 'b1', username: 'bo-84', name: 'Bo', email: 'bo@example.com' };
const demanded = loggedIn({ ...ana, restriction: 'password_change_required' });
const when = ana.createdAt;
const message: Message = {
  id: 'm1',
  content: 'Zqx',
  author: ana,
  createdAt: when,
  updatedAt: '2026-02-01T00:00:00.000Z',
};
const device: SessionSummary = {
  id: 'd1',
  createdAt: when,
  expiresAt: '2099-01-01T00:00:00.000Z',
  idleExpiresAt: '2099-01-01T00:00:00.000Z',
  freshUntil: null,
  remembered: true,
  actor: null,
  current: false,
  lastSeenAt: when,
  device: { browser: 'Zqx', os: 'Zqx', kind: 'mobile' },
  address: '192.0.2.0',
};
const address = { name: 'Zqx', street: 'Zqx', city: 'Zqx', state: 'Zqx', zip: '1', country: 'Zqx' };
const product = { slug: 'zqx', name: 'Zqx', description: 'Zqx', priceInCents: 300 };
const order: Order = {
  id: '00000000',
  createdAt: when,
  lines: [{ slug: 'zqx', quantity: 2, name: 'Zqx', priceInCents: 300 }],
  address,
  totalInCents: 600,
};
const page = <Item,>(items: readonly Item[]) => ({ items, nextCursor: 'more' });
const facts = {
  suspendedAt: null,
  suspensionReason: null,
  deletionDueAt: null,
  lastLogInAt: null,
  sessions: 1,
};
const suspended = {
  suspendedAt: when,
  suspensionReason: 'Zqx',
  deletionDueAt: when,
  lastLogInAt: when,
};
const recorded = [
  ...activityCodes.map((code) => ({ code, action: null })),
  ...accountActions.map((action) => ({ code: 'authz_admin', action })),
].map((event, index) => ({
  ...event,
  id: String(index),
  at: when,
  device: index % 2 ? null : device.device,
  address: null,
  actor: index % 2 ? { kind: 'operator' } : null,
}));

const happened: AccountEvent[] = [
  { ...device, id: 'e1', at: when, code: 'session_created', action: null, actor: null },
  {
    ...device,
    id: 'e2',
    at: when,
    code: 'authz_change',
    action: 'made_admin',
    actor: { kind: 'admin', username: 'Zqx' },
  },
  {
    ...device,
    id: 'e3',
    at: when,
    code: 'authz_admin',
    action: 'suspended',
    actor: { kind: 'operator' },
  },
];

const dashboard: Dashboard = {
  times: [when, '2026-01-01T01:00:00.000Z'],
  series: { logIns: [1, 0], failures: [30, 3], throttles: [0, 30], newDevices: [0, 0] },
  now: { accounts: 2, suspended: 1, closing: 1, sessions: 3 },
  guessed: [{ id: 'b1', username: bo.username, failures: 4, lastTryAt: when }],
};
const logged: LoggedEvent[] = [
  {
    ...device,
    ...{ id: '2', at: when, name: 'authz_change', sessionId: null, details: {} },
    ...{ user: { id: 'b1', username: bo.username }, actor: { id: 'gone', username: null } },
  },
  {
    ...{ id: '1', at: when, name: 'authz_admin', user: null, actor: null, sessionId: null },
    ...{ device: null, address: null, details: { by: 'command' } },
  },
];

/** What an entry of the SDK beside its core asks for, by path. */
async function request(_: string, path: string): Promise<never> {
  const [account, other] = [
    { ...admin, ...facts },
    { ...bo, ...facts, ...suspended },
  ];
  if (path === '/api/account/deletion')
    return { closing: true, dueAt: when, messages: 1, orders: 2 } as never;
  if (path.startsWith('/api/account/events')) return page(happened) as never;
  if (path.endsWith('/email-change')) return { email: 'zqx' } as never;
  if (path.startsWith('/api/admin/dashboard')) return dashboard as never;
  if (path.startsWith('/api/admin/events')) return page(logged) as never;
  if (path.endsWith('/sessions')) return [device] as never;
  if (path.includes('/events?')) return page(recorded) as never;
  if (path.endsWith('/b1')) return other as never;
  return (path.endsWith('/a1') ? account : page([account, other])) as never;
}

function clientOf(state: SessionState) {
  return fakeClient(state, {
    request,
    users: { list: async () => page([admin, bo]), get: async (id) => (id === 'b1' ? bo : admin) },
    messages: { list: async () => page([message]), get: async () => message },
    account: {
      sessions: async () => [device, { ...device, id: 'd2', current: true }],
      logIns: async () => ({
        count: 2,
        previous: { at: device.createdAt, device: device.device, address: device.address },
      }),
    },
    shop: {
      cookies: async () => [product],
      cart: async () => ({ lines: [{ slug: 'zqx', quantity: 2 }] }),
      orders: async () => page([order]),
      order: async () => order,
    },
  }).client;
}

/** What people wrote, the server's own sentences, and the picture of a name: no words of the pages. */
const given = [
  ...[admin, bo].flatMap(({ name, username, email }) => [email, name, username]),
  ...activityCodes.map((code) => activityWords(code)),
  ...accountActions.map((action) => activityWords('authz_admin', action)),
  ...Object.values(flashCatalogue).map(({ text }) => text),
  // Names and values as they are kept, which programs read too.
  ...logged.map(({ name }) => name),
  ...[canAdminister.reason ?? '', 'by: command', 'Zqx', 'zqx', 'AP', 'B'],
];

/** Everything that is read or spoken, less what the platform writes. */
function texts(): string[] {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found: string[] = [document.title];
  while (walker.nextNode())
    if (!walker.currentNode.parentElement?.closest('time, .number, style, script'))
      found.push(walker.currentNode.textContent ?? '');
  for (const name of ['aria-label', 'alt', 'placeholder', 'data-label'])
    for (const element of document.querySelectorAll(`[${name}]`))
      found.push(element.getAttribute(name) ?? '');
  return found;
}

/** Letters that stand in no catalogue. */
function hardCoded(): string[] {
  return texts().filter((text) => {
    const rest = given.reduce((left, data) => left.replaceAll(data, ''), withoutWords(text));
    return /\p{L}/u.test(rest);
  });
}

async function open(path: string, state: SessionState): Promise<void> {
  await openApp(clientOf(state), path);
  await waitFor(() => expect(document.querySelector('main h1')).not.toBeNull());
}

const ids = { id: 'a1', username: 'ana' };
const appPages = (Object.keys(paths) as PageName[]).filter(
  (name) => !['login', 'register'].includes(name),
);

describe('a language that nobody speaks', () => {
  beforeAll(addBrowserParts);

  it('is longer, and found again', () => {
    expect(pseudo('Log in')).toBe('⟦Løg în···⟧');
    expect(withoutWords(`a ${pseudo(`b ${pseudo('c')}`)} d`)).toBe('a  d');
  });

  it.each(appPages)('is all there is to read on %s [UX-IN-01] [UX-IN-05]', async (name) => {
    await open(pathTo(name, ids), loggedIn(admin));
    expect(hardCoded()).toEqual([]);
    expect(texts().join('')).toContain('⟦');
    cleanup();
  });

  it.each([
    { what: 'about the events of somebody', path: '/admin/events?user=b1', state: loggedIn(admin) },
    { what: 'of a visitor', path: '/messages', state: visitor },
    { what: 'of another person', path: '/users/b1', state: loggedIn(admin) },
    { what: 'of somebody who needs a new password', path: '/welcome', state: demanded },
    { what: 'of an admin who edits', path: '/users/b1/edit', state: loggedIn(admin) },
    { what: 'of an account that is suspended', path: '/admin/users/b1', state: loggedIn(admin) },
    { what: 'of an admin who acts as a user', path: '/welcome', state: loggedIn(bo, admin) },
    { what: 'for others only', path: '/admin', state: loggedIn(bo) },
    { what: 'that is not there', path: '/nothing/here', state: visitor },
    {
      what: 'that cannot be reached',
      path: '/welcome',
      state: {
        status: 'unreachable',
        user: null,
        session: null,
        error: new ApiError({ kind: 'network', code: 'unavailable', status: 0, title: '' }),
      } as const,
    },
  ])('is all there is to read on a page $what [UX-IN-01] [UX-IN-05]', async ({ path, state }) => {
    await open(path, state);
    expect(hardCoded()).toEqual([]);
    cleanup();
  });
});
