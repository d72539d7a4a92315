import { SUSPENSION_REASON_MAX } from '@gatehouse/auth-core';
import type { User } from '@gatehouse/client-sdk';
import { adminOf } from '@gatehouse/client-sdk/admin';
import { useClient } from '@gatehouse/client-sdk/react';
import type { SubmitEvent } from 'react';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { adminWords } from '../../words/admin.ts';
import { ActionErrors } from '../actions/action-errors.tsx';
import { formText } from '../actions/form-text.ts';
import { useAction } from '../actions/use-action.ts';
import { useNextStep } from '../navigation/use-next-step.ts';

const words = adminWords.suspension;

interface SuspensionFormProps {
  account: Pick<User, 'id' | 'name'>;
  onClose: () => void;
}

export function SuspensionForm({ account: { id, name }, onClose }: SuspensionFormProps) {
  const client = useClient();
  const { stay } = useNextStep();
  const suspending = useAction(
    (reason: string) => adminOf(client).users.suspend(id, { reason }),
    async () => {
      onClose();
      await stay();
    },
  );

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    void suspending.run(formText(event.currentTarget)('reason'));
  };

  return (
    <form className="form" method="post" noValidate onSubmit={submit}>
      <ActionErrors title={words.problem} failure={suspending.failure} />
      <p>{words.body(name)}</p>
      <Field
        label={words.reason}
        name="reason"
        hint={words.reasonHint}
        errors={suspending.failure?.fields['reason']}
        maxLength={SUSPENSION_REASON_MAX}
        autoComplete="off"
        dir="auto"
      />
      <p className="row">
        <Button variant="secondary" onClick={onClose}>
          {words.cancel}
        </Button>
        <Button type="submit" variant="danger" isBusy={suspending.isBusy}>
          {words.confirm(name)}
        </Button>
      </p>
    </form>
  );
}
