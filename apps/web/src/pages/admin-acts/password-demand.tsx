import { canSuspend } from '@gatehouse/auth-core';
import { type AdminUser, adminOf } from '@gatehouse/client-sdk/admin';
import { useCan, useClient } from '@gatehouse/client-sdk/react';
import { adminWords } from '../../words/admin.ts';
import { ConfirmedAction } from '../actions/confirmed-action.tsx';
import { useNextStep } from '../navigation/use-next-step.ts';

/** For a password that somebody else may know: its person has to choose another one first. */
export function PasswordDemand({ account }: { account: AdminUser }) {
  const client = useClient();
  const { stay } = useNextStep();
  const isDemanded = account.restriction === 'password_change_required';
  const words = isDemanded ? adminWords.demand.end : adminWords.demand.begin;
  if (!useCan(canSuspend, account)) return null;

  return (
    <ConfirmedAction
      label={words.label}
      variant="secondary"
      words={{ ...words, title: words.title(account.name) }}
      act={() => adminOf(client).users.demandPassword(account.id, !isDemanded)}
      onDone={stay}
    />
  );
}
