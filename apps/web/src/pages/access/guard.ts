import { isGuardedPage, type User } from '@gatehouse/auth-core';

/** What a session store knows, as far as a guard asks. */
export interface KnownSession {
  readonly status: 'loading' | 'anonymous' | 'authenticated' | 'unreachable';
  readonly user: User | null;
}

export type GuardDecision =
  | { readonly kind: 'open'; readonly user: User | null }
  | { readonly kind: 'log-in' }
  | { readonly kind: 'unreachable' };

/** May this page open? A server that cannot be reached never counts as a log-out. */
export function guardDecision(pathname: string, { status, user }: KnownSession): GuardDecision {
  if (!isGuardedPage(pathname) || user) return { kind: 'open', user };
  return { kind: status === 'anonymous' ? 'log-in' : 'unreachable' };
}
