import { isApiError } from '@gatehouse/client-sdk';

/** A mailed link that is used, too old, or cut on its way here. */
export function isLinkOver(error: unknown): boolean {
  return (
    isApiError(error, 'invalid_token') || (isApiError(error) && 'token' in (error.fields ?? {}))
  );
}
