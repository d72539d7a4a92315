import type { FieldErrors } from '@gatehouse/auth-core';
import { isApiError } from '@gatehouse/client-sdk';
import { type Failure, failureOf, fieldFailure } from '../../pages/actions/failure.ts';
import { cookiesBlocked } from '../../words/cookies-blocked.ts';
import { CookiesBlocked } from './cookies-blocked.ts';

/** Why nobody was let in. */
export interface Refusal {
  readonly failure: Failure;
  readonly isPasswordWrong?: boolean;
}

/** A refusal by the form itself; undefined when nothing is wrong. */
export function refusalOfFields(fields: FieldErrors): Refusal | undefined {
  const failure = fieldFailure(fields);
  return failure ? { failure } : undefined;
}

export function refusalOf(error: unknown): Refusal {
  if (error instanceof CookiesBlocked) return { failure: plain(cookiesBlocked) };
  // One sentence for both fields; its link leads to the one that was emptied.
  if (isApiError(error, 'invalid_credentials'))
    return { failure: plain(error.message, 'password'), isPasswordWrong: true };
  return { failure: failureOf(error) };
}

function plain(message: string, field?: string): Failure {
  return { errors: [{ message, ...(field ? { field } : {}) }], fields: {} };
}
