import { type Role, roles, type User } from '@gatehouse/auth-core';
import { useClient } from '@gatehouse/client-sdk/react';
import { type SubmitEvent, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { adminWords } from '../../words/admin.ts';
import { ActionErrors } from '../actions/action-errors.tsx';
import { formText } from '../actions/form-text.ts';
import { useAction } from '../actions/use-action.ts';
import { useNextStep } from '../navigation/use-next-step.ts';

const words = adminWords.role;
const options = roles.map((role) => ({ value: role, label: words[role] }));

interface RoleFormProps {
  account: Pick<User, 'id' | 'name' | 'role'>;
  onClose: () => void;
}

export function RoleForm({ account: { id, name, role }, onClose }: RoleFormProps) {
  const client = useClient();
  const { stay } = useNextStep();
  const [chosen, choose] = useState<Role | null>(null);
  const changing = useAction(
    (next: Role) => client.users.changeRole(id, next),
    async () => {
      onClose();
      await stay();
    },
  );
  const inWords = chosen === 'admin' ? words.toAdmin : words.toMember;

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const next = formText(event.currentTarget)('role') === 'admin' ? 'admin' : 'member';
    if (next === role) onClose();
    else choose(next);
  };

  const confirm = async () => {
    if (chosen) await changing.run(chosen);
    choose(null);
  };

  return (
    <>
      <form className="form" method="post" noValidate onSubmit={submit}>
        <ActionErrors title={words.problem} failure={changing.failure} />
        <RadioGroup legend={words.legend(name)} name="role" options={options} defaultValue={role} />
        <p className="row">
          <Button type="submit">{words.save}</Button>
          <Button variant="quiet" onClick={onClose}>
            {words.cancel}
          </Button>
        </p>
      </form>
      <ConfirmDialog
        title={words.confirmTitle(name, inWords)}
        body={words.confirmBody(name)}
        confirmLabel={words.confirm(name, inWords)}
        cancelLabel={words.cancel}
        isOpen={chosen !== null}
        isBusy={changing.isBusy}
        onConfirm={() => void confirm()}
        onCancel={() => choose(null)}
      />
    </>
  );
}
