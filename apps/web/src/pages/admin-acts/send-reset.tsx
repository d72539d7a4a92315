import { canSuspend } from '@gatehouse/auth-core';
import { type AdminUser, adminOf } from '@gatehouse/client-sdk/admin';
import { useCan, useClient } from '@gatehouse/client-sdk/react';
import { useState } from 'react';
import { hasMail } from '../../lib/has-mail.ts';
import { adminWords } from '../../words/admin.ts';
import { ConfirmedAction } from '../actions/confirmed-action.tsx';

const words = adminWords.reset;

/** Mails a link with which the person chooses a new password: nobody else gets to know it. */
export function SendReset({ account: { id, name } }: { account: AdminUser }) {
  const client = useClient();
  const [isSent, setSent] = useState(false);
  if (!useCan(canSuspend, { id }) || !hasMail()) return null;

  return (
    <>
      <ConfirmedAction
        label={words.label}
        variant="secondary"
        words={{ ...words, title: words.title(name) }}
        act={() => adminOf(client).users.sendPasswordReset(id)}
        onDone={() => setSent(true)}
      />
      <span role="status">{isSent && words.sent(name)}</span>
    </>
  );
}
