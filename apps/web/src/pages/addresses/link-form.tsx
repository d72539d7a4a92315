import { paths } from '@gatehouse/auth-core';
import { isApiError } from '@gatehouse/client-sdk';
import { useClient } from '@gatehouse/client-sdk/react';
import { type RecoveryResource, recoveryOf } from '@gatehouse/client-sdk/recovery';
import { type SubmitEvent, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { addressWords } from '../../words/addresses.ts';
import { ActionErrors } from '../actions/action-errors.tsx';
import { fieldFailure } from '../actions/failure.ts';
import { formText } from '../actions/form-text.ts';
import { useAction } from '../actions/use-action.ts';
import { isLinkOver } from '../recovery/link-over.ts';

interface LinkFormProps {
  words: { problem: string; use: string; using: string; password?: string; missing?: string };
  act: (recovery: RecoveryResource, password: string) => Promise<void>;
  onDone: () => void;
  /** The link is good for nothing. */
  onRefused: () => void;
}

export function LinkForm({ words, act, onDone, onRefused }: LinkFormProps) {
  const client = useClient();
  const [isTaken, setTaken] = useState(false);
  const using = useAction(async (password: string) => {
    try {
      await act(recoveryOf(client), password);
      onDone();
    } catch (error) {
      if (isLinkOver(error)) return onRefused();
      setTaken(isApiError(error) && error.status === 409);
      throw error;
    }
  });

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const password = formText(event.currentTarget)('password');
    if (words.missing && !password) using.fail(fieldFailure({ password: [words.missing] }));
    else void using.run(password);
  };

  return (
    <form className="form" method="post" noValidate onSubmit={submit}>
      <ActionErrors title={words.problem} failure={using.failure} />
      {isTaken && (
        <p className="row">
          <a href={paths.register}>{addressWords.register}</a>
          <a href={paths.login}>{addressWords.logIn}</a>
        </p>
      )}
      {words.password && (
        <PasswordField
          label={words.password}
          name="password"
          purpose="current"
          errors={using.failure?.fields['password']}
        />
      )}
      <p>
        <Button
          type="submit"
          isBusy={using.isBusy}
          busyLabel={words.using}
          aria-disabled={using.mustWait}
        >
          {words.use}
        </Button>
      </p>
    </form>
  );
}
