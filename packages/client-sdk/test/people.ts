import type { Session, SessionView, User } from '@gatehouse/auth-core';

export function user(details: Partial<User> = {}): User {
  return {
    id: 'u-1',
    username: 'susan',
    name: 'Susan',
    email: 'susan@example.com',
    emailVerified: true,
    role: 'member',
    avatarUrl: null,
    createdAt: '2026-01-01T00:00:00.000Z',
    ...details,
  };
}

export function session(details: Partial<Session> = {}): Session {
  return {
    id: 's-1',
    createdAt: '2026-01-01T00:00:00.000Z',
    expiresAt: '2999-01-01T00:00:00.000Z',
    idleExpiresAt: '2999-01-01T00:00:00.000Z',
    freshUntil: null,
    remembered: false,
    actor: null,
    ...details,
  };
}

export const visitor: SessionView = { user: null, session: null, flash: 0 };
export const susan: SessionView = { user: user(), session: session(), flash: 0 };
export const password = 'correct horse battery staple';
