import { can, type Policy, type User } from '@gatehouse/auth-core';
import { useSyncExternalStore } from 'react';
import type { SessionState } from '../session-state.ts';
import { useClient } from './provider.ts';

export function useSession(): SessionState {
  const { get, subscribe } = useClient().sessionStore;
  return useSyncExternalStore(subscribe, get, get);
}

/** Who is logged in, as far as is known; draws again only when that changes. */
export function useCurrentUser(): User | null {
  const { get, subscribe } = useClient().sessionStore;
  const user = () => get().user;
  return useSyncExternalStore(subscribe, user, user);
}

/** Whether to offer something. The API decides again; false while nobody or nothing is there to ask about. */
export function useCan(policy: Policy): boolean;
export function useCan<Subject>(
  policy: Policy<Subject>,
  subject: Subject | null | undefined,
): boolean;
export function useCan<Subject>(
  policy: Policy<Subject>,
  ...subjects: readonly [subject?: Subject | null]
): boolean {
  const user = useCurrentUser();
  const isKnown = subjects.every((subject) => subject !== null && subject !== undefined);
  return isKnown && can(policy, user, subjects[0] as Subject);
}
