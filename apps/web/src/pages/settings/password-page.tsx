import { type PasswordChange, paths } from '@gatehouse/auth-core';
import { useClient } from '@gatehouse/client-sdk/react';
import type { SubmitEvent } from 'react';
import { passwordMinLength } from '../../lib/password-min-length.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { accountWords } from '../../words/account.ts';
import { settingsWords } from '../../words/settings.ts';
import { usePageUser } from '../access/use-page-user.ts';
import { ActionErrors } from '../actions/action-errors.tsx';
import { fieldFailure } from '../actions/failure.ts';
import { formText } from '../actions/form-text.ts';
import { HiddenUsername } from '../actions/hidden-username.tsx';
import { useAction } from '../actions/use-action.ts';
import { useNextStep } from '../navigation/use-next-step.ts';
import { passwordChangeProblems } from './password-change-problems.ts';
import { SettingsPage } from './settings-page.tsx';

const words = settingsWords.password;

/** Leads on to the devices, where the others are gone: a navigation also tells password managers to save. */
export function PasswordPage() {
  const client = useClient();
  const user = usePageUser();
  const { go } = useNextStep();
  const changing = useAction(
    async (change: PasswordChange) => {
      await client.account.changePassword(change);
      // Whoever had to is free to go on.
      if (user.restriction) await client.sessionStore.refresh({ force: true });
    },
    () => go(paths.settingsDevices),
  );

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = formText(event.currentTarget);
    const change = {
      currentPassword: typed('currentPassword'),
      password: typed('password'),
      passwordConfirmation: typed('passwordConfirmation'),
    };
    const problems = fieldFailure(passwordChangeProblems(change, user));
    if (problems) changing.fail(problems);
    else void changing.run(change);
  };

  const fields = changing.failure?.fields ?? {};
  return (
    <SettingsPage title={words.title} lead={words.lead}>
      {user.restriction && <Notice level="warning">{accountWords.newPassword}</Notice>}
      <form className="form" method="post" noValidate onSubmit={submit}>
        <ActionErrors title={words.problem} failure={changing.failure} />
        <HiddenUsername username={user.username} />
        <PasswordField
          label={words.current}
          name="currentPassword"
          purpose="current"
          errors={fields['currentPassword']}
        />
        <PasswordField
          label={words.next}
          name="password"
          purpose="new"
          hint={words.hint(passwordMinLength())}
          errors={fields['password']}
        />
        <PasswordField
          label={words.again}
          name="passwordConfirmation"
          purpose="new"
          errors={fields['passwordConfirmation']}
        />
        <p>
          <Button
            type="submit"
            isBusy={changing.isBusy}
            busyLabel={words.saving}
            aria-disabled={changing.mustWait}
          >
            {words.save}
          </Button>
        </p>
      </form>
    </SettingsPage>
  );
}
