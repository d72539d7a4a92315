import { canActFor, paths, type User } from '@gatehouse/auth-core';
import { actingOf } from '@gatehouse/client-sdk/acting';
import { useCan, useClient } from '@gatehouse/client-sdk/react';
import { type SubmitEvent, useState } from 'react';
import { leave } from '../../lib/leave.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { actAsWords as words } from '../../words/acting.ts';
import { ActionErrors } from '../actions/action-errors.tsx';
import { fieldFailure } from '../actions/failure.ts';
import { formText } from '../actions/form-text.ts';
import { useAction } from '../actions/use-action.ts';

type Account = Pick<User, 'id' | 'name' | 'role'>;

/** For admins, at the account of a member: the way to see what that person sees. */
export function ActAs({ account }: { account: Account }) {
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  if (!useCan(canActFor, account)) return null;

  return (
    <>
      <Button variant="secondary" onClick={() => setOpen(true)}>
        {words.open(account.name)}
      </Button>
      {isOpen && (
        <Dialog title={words.open(account.name)} isOpen onClose={close}>
          <p>{words.lead(account.name)}</p>
          <ReasonForm account={account} onClose={close} />
        </Dialog>
      )}
    </>
  );
}

function ReasonForm({ account, onClose }: { account: Account; onClose: () => void }) {
  const client = useClient();
  const beginning = useAction(
    (reason: string) => actingOf(client).begin(account.id, { reason }),
    () => leave(paths.home),
  );

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const reason = formText(event.currentTarget)('reason').trim();
    if (reason) void beginning.run(reason);
    else beginning.fail(fieldFailure({ reason: [words.missing] }));
  };

  return (
    <form className="form" method="post" noValidate onSubmit={submit}>
      <ActionErrors title={words.problem} failure={beginning.failure} />
      <Field
        label={words.reason}
        name="reason"
        hint={words.hint}
        autoComplete="off"
        errors={beginning.failure?.fields['reason']}
      />
      <p className="row">
        <Button type="submit" isBusy={beginning.isBusy} busyLabel={words.beginning}>
          {words.submit}
        </Button>
        <Button variant="quiet" onClick={onClose}>
          {words.cancel}
        </Button>
      </p>
    </form>
  );
}
