import { flash, paths } from '@gatehouse/auth-core';
import { useClient, useCurrentUser } from '@gatehouse/client-sdk/react';
import type { SubmitEvent } from 'react';
import { leave } from '../../lib/leave.ts';
import { Button } from '../../ui/button.tsx';
import { Link } from '../../ui/link.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { accessWords } from '../../words/access.ts';
import { ActionErrors } from '../actions/action-errors.tsx';
import { useAction } from '../actions/use-action.ts';
import { usePageTitle } from '../navigation/page-title.ts';

const words = accessWords.logOut;

/** For an address typed by hand: asks, and does nothing by itself. */
export function LogoutPage() {
  const user = useCurrentUser();
  usePageTitle(words.title);

  return (
    <>
      <PageHeader title={words.title} />
      {user ? <LogOutForm username={user.username} /> : <Visitor />}
    </>
  );
}

function LogOutForm({ username }: { username: string }) {
  const client = useClient();
  const loggingOut = useAction(async () => {
    await client.session.logOut();
    leave(paths.login);
  });

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    void loggingOut.run(undefined);
  };

  return (
    <form className="form" method="post" action={paths.logout} onSubmit={submit}>
      <p>
        {words.text} (<bdi>{username}</bdi>)
      </p>
      <ActionErrors title={words.problem} failure={loggingOut.failure} />
      <p className="row">
        <Button type="submit" isBusy={loggingOut.isBusy} busyLabel={words.busy}>
          {words.submit}
        </Button>
        <Link href={paths.home}>{words.stay}</Link>
      </p>
    </form>
  );
}

function Visitor() {
  return (
    <>
      <Notice level="info">{flash('login_required').text}</Notice>
      <p>{words.visitor}</p>
      <p>
        <a href={paths.login}>{words.logIn}</a>
      </p>
    </>
  );
}
