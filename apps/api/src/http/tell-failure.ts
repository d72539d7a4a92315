import { AppError } from '@gatehouse/auth-core';
import { isDatabaseUnavailable } from '../database/database-errors.ts';

/** A failure of ours with words that fit what the person was doing; a refusal stays what it is. */
export function tellFailure(error: unknown, detail: string): AppError {
  if (error instanceof AppError && error.status < 500) return error;
  const code =
    error instanceof AppError
      ? error.code
      : isDatabaseUnavailable(error)
        ? 'unavailable'
        : 'internal_error';
  return new AppError(code, { cause: error, detail });
}
