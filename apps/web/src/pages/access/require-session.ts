import { can, decisionPath, loginPath, type Policy, type User } from '@gatehouse/auth-core';
import type { Client } from '@gatehouse/client-sdk';
import { redirect } from '@tanstack/react-router';
import { guardDecision } from './guard.ts';

/** The server could not say who is asking: neither logged in nor logged out. */
export class SessionUnreachable extends Error {
  override readonly name = 'SessionUnreachable';
}

/** Logged in, and still not allowed. */
export class PageForbidden extends Error {
  override readonly name = 'PageForbidden';

  /** Who may, as the policy says it. */
  readonly reason: string | undefined;

  constructor(reason: string | undefined) {
    super(reason);
    this.reason = reason;
  }
}

interface Place {
  readonly pathname: string;
  readonly href: string;
}

/** Asked before every page. Visitors of a guarded one go to the log-in, by a real navigation. */
export async function requireSession(client: Client, place: Place): Promise<{ user: User | null }> {
  await client.sessionStore.ready();
  const decision = guardDecision(place.pathname, client.sessionStore.get());
  if (decision.kind === 'open') return { user: decided(decision.user, place) };
  if (decision.kind === 'unreachable') throw new SessionUnreachable();
  throw redirect({ href: loginPath(place.href), reloadDocument: true });
}

export function requirePolicy(policy: Policy, user: User | null): void {
  if (!can(policy, user, undefined)) throw new PageForbidden(policy.reason);
}

/** Whoever has something to decide first is led there, whichever page they ask for. */
function decided(user: User | null, { pathname }: Place): User | null {
  const elsewhere = decisionPath(user?.restriction, pathname);
  if (elsewhere) throw redirect({ to: elsewhere, replace: true });
  return user;
}
