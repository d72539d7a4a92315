import { canDeleteUser, paths } from '@gatehouse/auth-core';
import { type AdminUser, adminOf } from '@gatehouse/client-sdk/admin';
import { useCan, useClient } from '@gatehouse/client-sdk/react';
import { adminWords } from '../../words/admin.ts';
import { ConfirmedAction } from '../actions/confirmed-action.tsx';
import { useNextStep } from '../navigation/use-next-step.ts';
import { DeleteUser } from '../users/delete-user.tsx';

const words = adminWords.keep;

/** Deletes the account, or keeps it while there is still time. */
export function AccountEnd({ account, isOneself }: { account: AdminUser; isOneself: boolean }) {
  const client = useClient();
  const { stay } = useNextStep();
  if (!useCan(canDeleteUser, account)) return null;
  if (!account.deletionDueAt)
    return <DeleteUser user={account} isOneself={isOneself} next={paths.admin} />;

  return (
    <ConfirmedAction
      label={words.label}
      variant="secondary"
      words={{ ...words, title: words.title(account.name) }}
      act={() => adminOf(client).users.keep(account.id)}
      onDone={stay}
    />
  );
}
