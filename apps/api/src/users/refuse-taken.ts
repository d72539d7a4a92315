import { AppError } from '@gatehouse/auth-core';
import { violatedUnique } from '../database/database-errors.ts';

/** The unique index decides, not a query before it: two requests may race. */
export function refuseTaken({ username = '' }: { username?: string } = {}) {
  return (error: unknown): never => {
    switch (violatedUnique(error)) {
      case 'users_username_canonical_key':
        throw usernameTaken(username, error);
      case 'users_email_canonical_key': {
        const detail = 'The email address is already registered.';
        throw new AppError('email_taken', { cause: error, detail, fields: { email: [detail] } });
      }
      default:
        throw error;
    }
  };
}

export function usernameTaken(username: string, cause?: unknown): AppError {
  const detail = `Username ${username} is not available.`;
  return new AppError('username_taken', { cause, detail, fields: { username: [detail] } });
}
