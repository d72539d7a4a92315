import type { SessionView, User } from '@gatehouse/auth-core';
import { jest } from '@jest/globals';

interface Call {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

type Answer = Response | Error;

/** What stands for the network: answers by method and path, and remembers what was asked. */
export function answerWith(answers: Record<string, () => Answer | Promise<Answer>>) {
  const calls: Call[] = [];
  globalThis.fetch = jest.fn(async (url: unknown, init: RequestInit = {}) => {
    const { pathname } = new URL(String(url), 'http://localhost');
    const method = init.method ?? 'GET';
    calls.push({ method, path: pathname, body: init.body ? JSON.parse(String(init.body)) : null });
    const answer = await answers[`${method} ${pathname}`]?.();
    if (answer instanceof Response) return answer;
    throw answer ?? new TypeError('Failed to fetch');
  }) as typeof fetch;
  return calls;
}

export function json(status: number, body: object, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });
}

export function problem(status: number, code: string, more: object = {}): Response {
  const body = { type: 'about:blank', title: 'Refused.', status, code, requestId: 'A1B2', ...more };
  return json(status, body);
}

export const ana: User = {
  id: 'u1',
  username: 'ana',
  email: 'ana@example.com',
  emailVerified: true,
  name: 'Ana',
  avatarUrl: null,
  role: 'member',
  createdAt: '2026-01-01T00:00:00.000Z',
};

const later = '2126-01-01T00:00:00.000Z';

export const loggedIn: SessionView = {
  user: ana,
  session: {
    id: 's1',
    createdAt: ana.createdAt,
    expiresAt: later,
    idleExpiresAt: later,
    freshUntil: later,
    remembered: false,
    actor: null,
  },
  flash: 0,
};

export const visitor: SessionView = { user: null, session: null, flash: 0 };
