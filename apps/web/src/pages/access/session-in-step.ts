import { isGuardedPage, type User } from '@gatehouse/auth-core';
import type { Client } from '@gatehouse/client-sdk';
import type { AnyRouter } from '@tanstack/react-router';

/** Draws the page again when somebody else is there now, in this tab or another, or when the server is back. */
export function keepSessionInStep(router: AnyRouter, client: Client): void {
  let person = personOf(client.sessionStore.get().user);

  client.sessionStore.subscribe(() => {
    const { status, user } = client.sessionStore.get();
    if (status !== 'authenticated' && status !== 'anonymous') return;
    const isSamePerson = personOf(user) === person;
    person = personOf(user);
    if (isSamePerson ? isBroken(router) : !isCovered(router, user)) void router.invalidate();
  });
}

/** Somebody who has something to decide is shown other pages than before. */
function personOf(user: User | null): string | undefined {
  return user ? `${user.id} ${user.restriction}` : undefined;
}

function isBroken({ state }: AnyRouter): boolean {
  return state.matches.some(({ status }) => status === 'error');
}

/** A guarded page without its person is covered: reading it again would throw away what was typed. */
function isCovered({ state }: AnyRouter, user: unknown): boolean {
  return user === null && isGuardedPage(state.location.pathname);
}
