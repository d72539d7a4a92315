import { paths } from '@gatehouse/auth-core';
import { useClient } from '@gatehouse/client-sdk/react';
import type { SubmitEvent } from 'react';
import { leave } from '../lib/leave.ts';
import { layoutWords } from '../words/layout.ts';

/** A form, not a link: a log-out changes something, so it is never a GET. Works without scripts as well. */
export function LogOutForm({ className }: { className?: string }) {
  const client = useClient();

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    try {
      await client.session.logOut();
      leave(paths.login);
    } catch {
      // Where this page cannot say what went wrong, the page about logging out can.
      form.submit();
    }
  };

  return (
    <form method="post" action={paths.logout} onSubmit={(event) => void submit(event)}>
      <button type="submit" className={className}>
        {layoutWords.user.logOut}
      </button>
    </form>
  );
}
