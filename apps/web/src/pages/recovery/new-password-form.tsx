import { type FieldErrors, newPasswordProblems, paths } from '@gatehouse/auth-core';
import { useClient } from '@gatehouse/client-sdk/react';
import { recoveryOf } from '@gatehouse/client-sdk/recovery';
import type { SubmitEvent } from 'react';
import { leave } from '../../lib/leave.ts';
import { passwordMinLength } from '../../lib/password-min-length.ts';
import { Button } from '../../ui/button.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { recoveryWords } from '../../words/recovery.ts';
import { ActionErrors } from '../actions/action-errors.tsx';
import { fieldFailure } from '../actions/failure.ts';
import { formText } from '../actions/form-text.ts';
import { useAction } from '../actions/use-action.ts';
import { isLinkOver } from './link-over.ts';

const words = recoveryWords.reset;

interface Chosen {
  readonly password: string;
  readonly passwordConfirmation: string;
}

interface NewPasswordFormProps {
  token: string;
  onRefused: () => void;
}

export function NewPasswordForm({ token, onRefused }: NewPasswordFormProps) {
  const client = useClient();
  const choosing = useAction(async (chosen: Chosen) => {
    try {
      await recoveryOf(client).resetPassword({ token, ...chosen });
    } catch (error) {
      if (!isLinkOver(error)) throw error;
      return onRefused();
    }
    leave(paths.login);
    // The form stays busy until the next page is there.
    return new Promise<never>(() => undefined);
  });

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = formText(event.currentTarget);
    const chosen = {
      password: typed('password'),
      passwordConfirmation: typed('passwordConfirmation'),
    };
    const problems = fieldFailure(problemsOf(chosen));
    if (problems) choosing.fail(problems);
    else void choosing.run(chosen);
  };

  const fields = choosing.failure?.fields ?? {};
  return (
    <form className="form" method="post" noValidate onSubmit={submit}>
      <ActionErrors title={words.problem} failure={choosing.failure} />
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
          isBusy={choosing.isBusy}
          busyLabel={words.saving}
          aria-disabled={choosing.mustWait}
        >
          {words.save}
        </Button>
      </p>
    </form>
  );
}

/** Of a password alone: whose it will be, the page does not know. */
function problemsOf(chosen: Chosen): FieldErrors {
  const problems = newPasswordProblems(chosen, { minLength: passwordMinLength() });
  return Object.fromEntries(Object.entries(problems).map(([field, problem]) => [field, [problem]]));
}
