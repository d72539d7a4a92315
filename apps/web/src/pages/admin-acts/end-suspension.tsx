import type { User } from '@gatehouse/client-sdk';
import { adminOf } from '@gatehouse/client-sdk/admin';
import { useClient } from '@gatehouse/client-sdk/react';
import { adminWords } from '../../words/admin.ts';
import { ConfirmedAction } from '../actions/confirmed-action.tsx';
import { useNextStep } from '../navigation/use-next-step.ts';

const words = adminWords.suspension.end;

export function EndSuspension({ account: { id, name } }: { account: Pick<User, 'id' | 'name'> }) {
  const client = useClient();
  const { stay } = useNextStep();

  return (
    <ConfirmedAction
      label={words.label}
      variant="secondary"
      words={{ ...words, title: words.title(name), body: words.body(name) }}
      act={() => adminOf(client).users.endSuspension(id)}
      onDone={stay}
    />
  );
}
