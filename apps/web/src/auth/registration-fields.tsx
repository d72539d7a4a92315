import type { FieldErrors } from '@gatehouse/auth-core';
import { usePasswordMinLength } from '../lib/password-min-length.ts';
import { Field } from '../ui/field.tsx';
import { PasswordField } from '../ui/password-field.tsx';
import { registerWords as words } from '../words/register.ts';

/** Typed exactly: no capitals, no corrections, left to right in every language. */
const exact = {
  autoCapitalize: 'none',
  autoCorrect: 'off',
  spellCheck: false,
  dir: 'ltr',
  enterKeyHint: 'next',
} as const;

export function RegistrationFields({ errors }: { errors: FieldErrors }) {
  const minLength = usePasswordMinLength();
  return (
    <>
      <Field
        label={words.username}
        name="username"
        hint={words.usernameHint}
        errors={errors['username']}
        required
        autoComplete="username"
        {...exact}
      />
      <Field
        label={words.email}
        name="email"
        type="email"
        errors={errors['email']}
        required
        autoComplete="email"
        inputMode="email"
        {...exact}
      />
      <Field
        label={words.name}
        name="name"
        hint={words.nameHint}
        errors={errors['name']}
        optional
        autoComplete="name"
        enterKeyHint="next"
        dir="auto"
      />
      <PasswordField
        label={words.password}
        name="password"
        purpose="new"
        hint={words.passwordHint(minLength)}
        errors={errors['password']}
        required
        enterKeyHint="next"
      />
      <PasswordField
        label={words.confirmation}
        name="passwordConfirmation"
        purpose="new"
        errors={errors['passwordConfirmation']}
        required
        enterKeyHint="go"
      />
    </>
  );
}
