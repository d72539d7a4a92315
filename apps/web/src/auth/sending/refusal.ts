import type { FieldErrors } from '@gatehouse/auth-core';
import { isApiError } from '@gatehouse/client-sdk';
import { type Failure, failureOf, fieldFailure } from '../../pages/actions/failure.ts';
import { cookiesBlocked } from '../../words/cookies-blocked.ts';
import { CookiesBlocked } from './cookies-blocked.ts';

/** How long until the next attempt makes sense, and when that is, in milliseconds since the epoch. */
interface Wait {
  readonly seconds: number;
  readonly until: number;
}

/** Why nobody was let in. */
export interface Refusal {
  readonly failure: Failure;
  readonly isPasswordWrong?: boolean;
  readonly wait?: Wait;
}

/** A refusal by the form itself; undefined when nothing is wrong. */
export function refusalOfFields(fields: FieldErrors): Refusal | undefined {
  const failure = fieldFailure(fields);
  return failure ? { failure } : undefined;
}

export function refusalOf(error: unknown): Refusal {
  if (error instanceof CookiesBlocked) return { failure: plain(cookiesBlocked) };
  if (!isApiError(error)) return { failure: failureOf(error) };
  if (error.code === 'rate_limited' && error.retryAfter)
    return { failure: plain(error.message), wait: waitOf(error.retryAfter) };
  // One sentence for both fields; its link leads to the one that was emptied.
  if (error.code === 'invalid_credentials')
    return { failure: plain(error.message, 'password'), isPasswordWrong: true };
  return { failure: failureOf(error) };
}

function waitOf(seconds: number): Wait {
  return { seconds, until: Date.now() + seconds * 1000 };
}

function plain(message: string, field?: string): Failure {
  return { errors: [{ message, ...(field ? { field } : {}) }], fields: {} };
}
