import { paths, type User } from '@gatehouse/auth-core';
import { describe, expect, it } from '@jest/globals';
import { guardDecision, type KnownSession } from '../../src/pages/access/guard.ts';

const ana: User = {
  id: '1',
  username: 'ana',
  email: 'ana@example.com',
  emailVerified: true,
  name: 'Ana',
  avatarUrl: null,
  role: 'member',
  createdAt: '2026-01-01T00:00:00.000Z',
};
const visitor: KnownSession = { status: 'anonymous', user: null };
const person: KnownSession = { status: 'authenticated', user: ana };
const unknown: KnownSession = { status: 'unreachable', user: null };
const knownButDown: KnownSession = { status: 'unreachable', user: ana };

describe('the guard', () => {
  it.each([
    { who: 'a visitor', session: visitor, path: paths.home, kind: 'open' },
    { who: 'a visitor', session: visitor, path: paths.cookies, kind: 'open' },
    { who: 'a visitor', session: visitor, path: paths.checkout, kind: 'log-in' },
    { who: 'a visitor', session: visitor, path: `${paths.checkout}/`, kind: 'log-in' },
    { who: 'a visitor', session: visitor, path: '/user/ana', kind: 'log-in' },
    { who: 'a person', session: person, path: paths.checkout, kind: 'open' },
    {
      who: 'nobody known, server down,',
      session: unknown,
      path: paths.checkout,
      kind: 'unreachable',
    },
    { who: 'nobody known, server down,', session: unknown, path: paths.home, kind: 'open' },
    { who: 'a person, server down,', session: knownButDown, path: paths.checkout, kind: 'open' },
  ])('answers $who at $path with $kind [S-115]', ({ session, path, kind }) => {
    expect(guardDecision(path, session).kind).toBe(kind);
  });
});
