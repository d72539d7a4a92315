import { isApiError } from '@gatehouse/client-sdk';
import { PageForbidden, SessionUnreachable } from '../access/require-session.ts';

export type FaultKind = 'not-found' | 'forbidden' | 'logged-out' | 'unreachable' | 'unexpected';

/** Which page tells of something that a page's loader, or the page itself, threw. */
export function faultKind(error: unknown): FaultKind {
  if (error instanceof SessionUnreachable) return 'unreachable';
  if (error instanceof PageForbidden) return 'forbidden';
  if (!isApiError(error)) return 'unexpected';
  if (error.code === 'not_found') return 'not-found';
  if (error.code === 'forbidden') return 'forbidden';
  if (error.code === 'unauthenticated') return 'logged-out';
  return isOutage(error.status) ? 'unreachable' : 'unexpected';
}

/** No answer at all, or one that says to come back later. */
function isOutage(status: number): boolean {
  return status === 0 || (status >= 502 && status <= 504);
}
