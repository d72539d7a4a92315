import type { User } from '@gatehouse/auth-core';
import type { ApiError } from './api-error.ts';
import type { EndReason, SessionState } from './session-state.ts';
import { isSame } from './store.ts';

/** What an app may want to hear of, such as to empty its caches. */
export type ClientEvent =
  /** Also for somebody who came back with a session, and when another person takes over. */
  | { readonly type: 'logged_in'; readonly user: User }
  | { readonly type: 'logged_out'; readonly reason?: EndReason }
  | { readonly type: 'user_changed'; readonly user: User }
  | { readonly type: 'unreachable'; readonly error: ApiError }
  | { readonly type: 'reachable' };

/** What happened between two states. */
export function eventsBetween(before: SessionState, after: SessionState): readonly ClientEvent[] {
  const events: ClientEvent[] = [];
  if (after.status === 'unreachable') events.push({ type: 'unreachable', error: after.error });
  else if (before.status === 'unreachable') events.push({ type: 'reachable' });

  const { user } = after;
  if (user && user.id !== before.user?.id) events.push({ type: 'logged_in', user });
  else if (user && !isSame(user, before.user)) events.push({ type: 'user_changed', user });
  else if (before.user && after.status === 'anonymous')
    events.push({ type: 'logged_out', ...(after.reason && { reason: after.reason }) });
  return events;
}
