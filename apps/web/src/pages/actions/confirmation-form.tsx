import { useClient, useCurrentUser } from '@gatehouse/client-sdk/react';
import { type ReactNode, type SubmitEvent, useId } from 'react';
import { Button } from '../../ui/button.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { accessWords } from '../../words/access.ts';
import { ActionErrors } from './action-errors.tsx';
import { fieldFailure } from './failure.ts';
import { asFieldFault } from './field-fault.ts';
import { formText } from './form-text.ts';
import { HiddenUsername } from './hidden-username.tsx';
import { useAction } from './use-action.ts';

const words = accessWords.confirm;
const refusePassword = asFieldFault('invalid_credentials', { password: [words.wrong] });

interface ConfirmationFormProps {
  onConfirmed: () => unknown;
  /** More buttons, after the one that confirms. */
  children?: ReactNode;
}

/** Asks for the password of whoever is logged in. */
export function ConfirmationForm({ onConfirmed, children }: ConfirmationFormProps) {
  const client = useClient();
  const user = useCurrentUser();
  // The page under a dialog may have a field of this name, too.
  const id = useId();
  const confirming = useAction(
    (password: string) => client.session.confirm({ password }).catch(refusePassword),
    onConfirmed,
  );

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const password = formText(event.currentTarget)('password');
    if (password) void confirming.run(password);
    else confirming.fail(fieldFailure({ password: [words.missing] }));
  };

  return (
    <form className="form" method="post" noValidate onSubmit={submit}>
      <ActionErrors title={words.problem} failure={confirming.failure} />
      <HiddenUsername username={user?.username ?? ''} />
      <PasswordField
        label={words.password}
        name="password"
        id={id}
        purpose="current"
        errors={confirming.failure?.fields['password']}
      />
      <p className="row">
        <Button
          type="submit"
          isBusy={confirming.isBusy}
          busyLabel={words.confirming}
          aria-disabled={confirming.mustWait}
        >
          {words.submit}
        </Button>
        {children}
      </p>
    </form>
  );
}
