import {
  emailProblem,
  type FieldErrors,
  newPasswordProblems,
  type Registration,
  usernameProblem,
} from '@gatehouse/auth-core';
import { isApiError } from '@gatehouse/client-sdk';
import { passwordMinLength } from '../../lib/password-min-length.ts';
import { FieldFault } from '../../pages/actions/field-fault.ts';
import type { Typed } from '../use-submission.ts';

/** An empty box of an optional field is no value. */
export function registrationOf(typed: Typed): Registration {
  const name = typed('name').trim();
  return {
    username: typed('username'),
    email: typed('email'),
    password: typed('password'),
    passwordConfirmation: typed('passwordConfirmation'),
    ...(name === '' ? {} : { name }),
  };
}

/** What can be said of a registration before the server is asked, by field, in the server's words. */
export function registrationProblems(registration: Registration): FieldErrors {
  const { username, email } = registration;
  const problems = {
    username: usernameProblem(username),
    email: emailProblem(email),
    ...newPasswordProblems(registration, { username, email, minLength: passwordMinLength() }),
  };
  return Object.fromEntries(
    Object.entries(problems).flatMap(([field, problem]) => (problem ? [[field, [problem]]] : [])),
  );
}

/** For `catch`: tells beside its field that a username or an address belongs to somebody else. */
export function asTakenField(error: unknown): never {
  if (isApiError(error) && error.code === 'username_taken')
    throw new FieldFault({ username: [error.message] }, error);
  if (isApiError(error) && error.code === 'email_taken')
    throw new FieldFault({ email: [error.message] }, error);
  throw error;
}
