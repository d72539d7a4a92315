import { AppError } from '@gatehouse/auth-core';
import type { ActiveSession } from '../session/active-session.ts';

/** What an admin is told who acts for somebody and comes to what is that person's alone. */
export function forThemAlone({ user }: Pick<ActiveSession, 'user'>): AppError {
  const detail = `You are acting as ${user?.name}, and this is for them alone. Stop acting first.`;
  return new AppError('forbidden', { detail });
}
