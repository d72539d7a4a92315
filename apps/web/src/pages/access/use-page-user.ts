import type { User } from '@gatehouse/auth-core';
import { useRouteContext } from '@tanstack/react-router';

/** Whom the guard let in to this page; stays the same when the session ends under it. */
export function usePageUser(): User {
  const { user } = useRouteContext({ from: '/page' });
  if (!user) throw new Error('This page is drawn for people who are logged in.');
  return user;
}
