import { type PasswordContext, passwordProblem } from './password-policy.ts';
import { PASSWORD_MISMATCH } from './words.ts';

/** What a person types to log in. */
export interface Credentials {
  /** A username or an e-mail address. */
  readonly identifier: string;
  readonly password: string;
  /** Keep the session over a restart of the browser. */
  readonly remember?: boolean | undefined;
}

export interface Confirmation {
  readonly password: string;
}

export interface Registration {
  readonly username: string;
  readonly email: string;
  readonly password: string;
  readonly passwordConfirmation: string;
  readonly name?: string | undefined;
}

export interface PasswordChange {
  readonly currentPassword: string;
  readonly password: string;
  readonly passwordConfirmation: string;
}

export interface NewPassword {
  readonly password: string;
  readonly passwordConfirmation: string;
}

/** What is wrong with a chosen password and its repetition, by field. Forms ask this before they send. */
export function newPasswordProblems(
  { password, passwordConfirmation }: NewPassword,
  context: PasswordContext,
): { password?: string; passwordConfirmation?: string } {
  const problem = passwordProblem(password, context);
  return {
    ...(problem ? { password: problem } : {}),
    ...(password === passwordConfirmation ? {} : { passwordConfirmation: PASSWORD_MISMATCH }),
  };
}
