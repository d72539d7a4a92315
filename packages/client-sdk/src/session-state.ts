import type { Session, SessionView, User } from '@gatehouse/auth-core';
import type { ApiError } from './api-error.ts';

/** Why a session is gone: by its owner's wish, by its age, or because somebody ended it. */
export type EndReason = 'logged_out' | 'expired' | 'ended';

/** What is known of the current session. A server that cannot be reached is never a log-out. */
export type SessionState =
  | { readonly status: 'loading'; readonly user: null; readonly session: null }
  | {
      readonly status: 'anonymous';
      readonly user: null;
      readonly session: null;
      readonly reason?: EndReason;
    }
  | {
      readonly status: 'authenticated';
      readonly user: User;
      readonly session: Session;
      readonly refreshing: boolean;
    }
  | {
      readonly status: 'unreachable';
      /** Who it was when the server last answered. */
      readonly user: User | null;
      readonly session: Session | null;
      readonly error: ApiError;
    };

export const loading: SessionState = { status: 'loading', user: null, session: null };

export function anonymous(reason?: EndReason): SessionState {
  return { status: 'anonymous', user: null, session: null, ...(reason && { reason }) };
}

/** The state after an answer of the server. */
export function stateOf(
  { user, session }: SessionView,
  before: SessionState,
  now: number,
): SessionState {
  return user && session
    ? { status: 'authenticated', user, session, refreshing: false }
    : lost(before, now);
}

/** The state when the server knows nobody. */
export function lost(before: SessionState, now: number): SessionState {
  if (before.session) return anonymous(reasonOf(before.session, now));
  return before.status === 'anonymous' ? before : anonymous();
}

/** Sessions that outlived a limit we know of have expired; others were ended from elsewhere. */
function reasonOf({ expiresAt, idleExpiresAt }: Session, now: number): EndReason {
  const end = Math.min(Date.parse(expiresAt), Date.parse(idleExpiresAt));
  return now < end ? 'ended' : 'expired';
}
