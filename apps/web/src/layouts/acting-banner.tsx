import { pathTo, stopActingPath } from '@gatehouse/auth-core';
import { actingOf } from '@gatehouse/client-sdk/acting';
import { useClient, useSession } from '@gatehouse/client-sdk/react';
import { type SubmitEvent, useLayoutEffect, useState } from 'react';
import { removeActingStandIn } from '../lib/bootstrap.ts';
import { leave } from '../lib/leave.ts';
import { Button } from '../ui/button.tsx';
import { bannerWords as words } from '../words/acting.ts';

/** Says on every page that an admin acts as its user, and ends it in one step. There is no way to close it. */
export function ActingBanner() {
  const client = useClient();
  const { user, session } = useSession();
  const [isBusy, setBusy] = useState(false);
  // Until here the document itself said so.
  useLayoutEffect(() => removeActingStandIn(document), []);
  if (!user || !session?.actor) return null;

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    setBusy(true);
    try {
      await actingOf(client).end();
      leave(pathTo('adminUser', { id: user.id }));
    } catch {
      // The server says what went wrong, where this page cannot.
      form.submit();
    }
  };

  return (
    <aside className="acting-banner" aria-label={words.label}>
      <p role="status">
        {words.lead}{' '}
        <strong>
          <bdi>{user.name}</bdi>
        </strong>
        . {words.recorded}
      </p>
      <form method="post" action={stopActingPath} onSubmit={(event) => void submit(event)}>
        <Button type="submit" isBusy={isBusy} busyLabel={words.stopping}>
          {words.stop}
        </Button>
      </form>
    </aside>
  );
}
