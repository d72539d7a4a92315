import { paths } from '@gatehouse/auth-core';
import { useClient } from '@gatehouse/client-sdk/react';
import type { SubmitEvent } from 'react';
import { leave } from '../../lib/leave.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { settingsWords } from '../../words/settings.ts';
import { usePageUser } from '../access/use-page-user.ts';
import { ActionErrors } from '../actions/action-errors.tsx';
import { fieldFailure } from '../actions/failure.ts';
import { formText } from '../actions/form-text.ts';
import { useAction } from '../actions/use-action.ts';
import { SettingsPage } from './settings-page.tsx';

const words = settingsWords.remove;

export function DeletePage() {
  const client = useClient();
  const { id, username } = usePageUser();
  const deleting = useAction(async () => {
    await client.users.delete(id);
    leave(paths.home);
  });

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const isSame = formText(event.currentTarget)('confirmation').trim() === username;
    if (isSame) void deleting.run(undefined);
    else deleting.fail(fieldFailure({ confirmation: [words.mismatch(username)] }));
  };

  return (
    <SettingsPage title={words.title} lead={words.lead}>
      <h2>{words.deletedHeading}</h2>
      <Points points={words.deleted} />
      <h2>{words.staysHeading}</h2>
      <Points points={words.stays} />
      <form className="form" method="post" noValidate onSubmit={submit}>
        <ActionErrors title={words.problem} failure={deleting.failure} />
        <Field
          label={words.type(username)}
          name="confirmation"
          errors={deleting.failure?.fields['confirmation']}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          dir="ltr"
        />
        <p>
          <Button
            type="submit"
            variant="danger"
            isBusy={deleting.isBusy}
            busyLabel={words.deleting}
          >
            {words.confirm}
          </Button>
        </p>
      </form>
    </SettingsPage>
  );
}

function Points({ points }: { points: readonly string[] }) {
  return (
    <ul className="points">
      {points.map((point) => (
        <li key={point}>{point}</li>
      ))}
    </ul>
  );
}
