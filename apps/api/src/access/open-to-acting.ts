import { canAdminister, type Policy } from '@gatehouse/auth-core';

/** What belongs to a person alone, and what only admins may. */
const closedPaths = /^\/?api\/(?:account|admin)(?:\/|$)/;

interface Rules {
  readonly policy: Policy | undefined;
  readonly isFresh: boolean;
}

/** Whether an admin who acts for somebody may use a route that does not say so itself. */
export function isOpenToActing(path: string, { policy, isFresh }: Rules): boolean {
  return !isFresh && policy !== canAdminister && !closedPaths.test(path);
}
