import { paths } from '@gatehouse/auth-core';
import { useClient } from '@gatehouse/client-sdk/react';
import { getRouteApi } from '@tanstack/react-router';
import type { SubmitEvent } from 'react';
import { leave } from '../../lib/leave.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Time } from '../../ui/time.tsx';
import { accountWords } from '../../words/account.ts';
import { usePageUser } from '../access/use-page-user.ts';
import { ActionErrors } from '../actions/action-errors.tsx';
import { fieldFailure } from '../actions/failure.ts';
import { formText } from '../actions/form-text.ts';
import { useAction } from '../actions/use-action.ts';
import { routeId } from '../navigation/page-path.ts';
import { Points } from './points.tsx';
import { SettingsPage } from './settings-page.tsx';

const route = getRouteApi(routeId('settingsDelete'));
const words = accountWords.remove;

export function DeletePage() {
  const client = useClient();
  const { id, username } = usePageUser();
  const deletion = route.useLoaderData();
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
    <SettingsPage title={words.title} lead={deletion.dueAt ? words.lead : words.leadAtOnce}>
      <h2>{words.deletedHeading}</h2>
      <Points points={words.deleted(deletion)} />
      <h2>{words.staysHeading}</h2>
      <Points points={words.stays(deletion)} />
      {deletion.dueAt && <Grace dueAt={deletion.dueAt} />}
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

function Grace({ dueAt }: { dueAt: string }) {
  return (
    <>
      <h2>{words.whenHeading}</h2>
      <p>{words.closed}</p>
      <p>
        {words.deletedOn}{' '}
        <strong>
          <Time iso={dueAt} />
        </strong>
        .
      </p>
      <h2>{words.backHeading}</h2>
      <p>{words.back}</p>
    </>
  );
}
