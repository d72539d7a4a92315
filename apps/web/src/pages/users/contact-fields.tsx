import { EMAIL_MAX, type FieldErrors, type User } from '@gatehouse/auth-core';
import { Field } from '../../ui/field.tsx';
import { usersWords } from '../../words/users.ts';

const words = usersWords.form;

export function ContactFields({ user, fields }: { user: User; fields: FieldErrors }) {
  return (
    <>
      <Field
        label={words.email}
        name="email"
        type="email"
        errors={fields['email']}
        defaultValue={user.email}
        maxLength={EMAIL_MAX}
        autoComplete="email"
        autoCapitalize="none"
        spellCheck={false}
        dir="ltr"
      />
      <Field
        label={words.avatarUrl}
        name="avatarUrl"
        type="url"
        optional
        hint={words.avatarHint}
        errors={fields['avatarUrl']}
        defaultValue={user.avatarUrl ?? ''}
        autoComplete="photo"
        dir="ltr"
      />
    </>
  );
}
