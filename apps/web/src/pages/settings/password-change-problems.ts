import {
  type FieldErrors,
  newPasswordProblems,
  type PasswordChange,
  type User,
} from '@gatehouse/auth-core';
import { passwordMinLength } from '../../lib/password-min-length.ts';
import { settingsWords } from '../../words/settings.ts';

/** What can be said of a password change before the server is asked, by field. */
export function passwordChangeProblems(
  change: PasswordChange,
  { username, email }: User,
): FieldErrors {
  const { password, passwordConfirmation } = newPasswordProblems(change, {
    username,
    email,
    minLength: passwordMinLength(),
  });
  return {
    ...(change.currentPassword === '' ? { currentPassword: [settingsWords.password.missing] } : {}),
    ...(password ? { password: [password] } : {}),
    ...(passwordConfirmation ? { passwordConfirmation: [passwordConfirmation] } : {}),
  };
}
