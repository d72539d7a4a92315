import type { Flash, User } from '@gatehouse/auth-core';
import type { Client, SessionState } from '@gatehouse/client-sdk';

type Resources = { [Name in keyof Client]?: Partial<Client[Name]> };

export const ana: User = {
  id: 'a1',
  username: 'ana',
  email: 'ana@example.com',
  emailVerified: true,
  name: 'Ana Pérez',
  avatarUrl: null,
  role: 'member',
  createdAt: '2026-01-01T00:00:00.000Z',
};

const session = {
  id: 's1',
  createdAt: '2026-01-01T00:00:00.000Z',
  expiresAt: '2099-01-01T00:00:00.000Z',
  idleExpiresAt: '2099-01-01T00:00:00.000Z',
  freshUntil: null,
  remembered: false,
  actor: null,
};

export const visitor = { status: 'anonymous', user: null, session: null } as const;

/** @param actor who acts for them */
export function loggedIn(user: User, actor: User | null = null): SessionState {
  return { status: 'authenticated', user, session: { ...session, actor }, refreshing: false };
}

function store<Value>(value: Value) {
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next: Value) {
      value = next;
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** A client of a server that is not there: what a test needs of it, and stores that work. */
export function fakeClient(state: SessionState, resources: Resources = {}) {
  const sessions = store(state);
  const messages = store<readonly Flash[]>([]);
  const waiting: Flash[] = [];
  const client = {
    // Entries of the SDK beside the client: no address waits.
    request: async () => ({ email: null }),
    ...resources,
    account: { logIns: async () => ({ count: 1, previous: null }), ...resources.account },
    serverTime: () => Date.now(),
    sessionStore: {
      ...sessions,
      ready: async () => sessions.get(),
      refresh: async () => sessions.get(),
    },
    flash: {
      ...messages,
      push: (flash: Flash) => messages.set([...messages.get(), flash]),
      take: async () => {
        messages.set([...messages.get(), ...waiting]);
        return waiting.splice(0);
      },
      dismiss: (flash: Flash) => messages.set(messages.get().filter((other) => other !== flash)),
      clear: () => messages.set([]),
    },
  } as unknown as Client;
  return {
    client,
    become: sessions.set,
    /** Leaves a message on the server. */
    leave: (flash: Flash) => waiting.push(flash),
  };
}
