import { NAME_MAX, type ProfileChange, USERNAME_MAX, type User } from '@gatehouse/auth-core';
import { useClient } from '@gatehouse/client-sdk/react';
import type { SubmitEvent } from 'react';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { usersWords } from '../../words/users.ts';
import { ActionErrors } from '../actions/action-errors.tsx';
import { formText } from '../actions/form-text.ts';
import { useAction } from '../actions/use-action.ts';
import { ContactFields } from './contact-fields.tsx';
import { profileChange } from './profile-change.ts';

const words = usersWords.form;

interface ProfileFormProps {
  user: User;
  onSaved: () => Promise<void>;
}

/** Sends only what has changed: an unchanged address asks for no password. */
export function ProfileForm({ user, onSaved }: ProfileFormProps) {
  const client = useClient();
  const saving = useAction(
    (change: ProfileChange) => client.users.update(user.id, change),
    onSaved,
  );

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const change = profileChange(user, formText(event.currentTarget));
    if (Object.keys(change).length > 0) void saving.run(change);
    else saving.fail({ errors: [{ message: words.unchanged }], fields: {} });
  };

  const fields = saving.failure?.fields ?? {};
  return (
    <form className="form" method="post" noValidate onSubmit={submit}>
      <ActionErrors title={words.problem} failure={saving.failure} />
      <Field
        label={words.name}
        name="name"
        hint={words.nameHint}
        errors={fields['name']}
        defaultValue={user.name}
        maxLength={NAME_MAX * 2}
        autoComplete="name"
        dir="auto"
      />
      <Field
        label={words.username}
        name="username"
        hint={words.usernameHint}
        errors={fields['username']}
        defaultValue={user.username}
        maxLength={USERNAME_MAX}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        dir="ltr"
      />
      <ContactFields user={user} fields={fields} />
      <p>
        <Button type="submit" isBusy={saving.isBusy} busyLabel={words.saving}>
          {words.save}
        </Button>
      </p>
    </form>
  );
}
