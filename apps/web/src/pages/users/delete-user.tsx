import { type PublicUser, paths } from '@gatehouse/auth-core';
import { useClient } from '@gatehouse/client-sdk/react';
import { Link } from '../../ui/link.tsx';
import { usersWords } from '../../words/users.ts';
import { ConfirmedAction } from '../actions/confirmed-action.tsx';
import { useNextStep } from '../navigation/use-next-step.ts';

const words = usersWords.remove;

interface DeleteUserProps {
  user: PublicUser;
  isOneself: boolean;
  next?: string;
}

/** Deleting oneself has a page of its own, which says what goes and what stays. */
export function DeleteUser({ user, isOneself, next = paths.users }: DeleteUserProps) {
  const client = useClient();
  const { go } = useNextStep();

  if (isOneself)
    return (
      <Link className="button" data-variant="danger" href={paths.settingsDelete}>
        {usersWords.profile.remove}
      </Link>
    );
  return (
    <ConfirmedAction
      label={usersWords.profile.remove}
      words={{
        ...words,
        title: words.title(user.name),
        body: words.body(user.name),
        confirm: words.confirm(user.name),
      }}
      act={() => client.users.delete(user.id)}
      onDone={() => go(next)}
    />
  );
}
