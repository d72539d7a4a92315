import { canEndSessions } from '@gatehouse/auth-core';
import type { SessionSummary } from '@gatehouse/client-sdk';
import { type AdminUser, adminOf } from '@gatehouse/client-sdk/admin';
import { useCan, useClient } from '@gatehouse/client-sdk/react';
import { adminWords } from '../../words/admin.ts';
import { ConfirmedAction } from '../actions/confirmed-action.tsx';
import { useNextStep } from '../navigation/use-next-step.ts';
import { DeviceRow } from '../settings/device-row.tsx';

const words = adminWords.account.sessions;

interface AccountSessionsProps {
  account: AdminUser;
  sessions: readonly SessionSummary[];
}

export function AccountSessions({ account: { id, name }, sessions }: AccountSessionsProps) {
  const client = useClient();
  const { stay } = useNextStep();
  const mayEnd = useCan(canEndSessions, { id });

  return (
    <section className="account-part" aria-labelledby="account-sessions">
      <h2 id="account-sessions">{words.title}</h2>
      {sessions.length === 0 ? (
        <p className="quiet">{words.none}</p>
      ) : (
        <ul className="devices" aria-label={words.list(name)}>
          {sessions.map((session) => (
            <DeviceRow key={session.id} device={session} />
          ))}
        </ul>
      )}
      {mayEnd && sessions.length > 0 && (
        <ConfirmedAction
          label={words.end}
          words={{ ...words.confirm, title: words.confirm.title(name, sessions.length) }}
          act={() => adminOf(client).users.endSessions(id)}
          onDone={stay}
        />
      )}
    </section>
  );
}
