import type { AdminUser } from '@gatehouse/client-sdk/admin';
import type { ReactNode } from 'react';
import { Time } from '../../ui/time.tsx';
import { adminWords } from '../../words/admin.ts';
import { roleWords, usersWords } from '../../words/users.ts';

const words = adminWords.account.facts;

export function AccountFacts({ account }: { account: AdminUser }) {
  const { username, email, emailVerified, role, createdAt, lastLogInAt } = account;
  return (
    <dl className="facts">
      <Fact name={usersWords.profile.username}>
        <span dir="ltr">{username}</span>
      </Fact>
      <Fact name={usersWords.profile.email}>
        <span dir="ltr">{email}</span>{' '}
        <span className="quiet">{emailVerified ? words.verified : words.unverified}</span>
      </Fact>
      <Fact name={usersWords.profile.role}>{roleWords[role]}</Fact>
      <Fact name={usersWords.profile.since}>
        <Time iso={createdAt} />
      </Fact>
      <Fact name={adminWords.columns.lastLogIn}>
        {lastLogInAt ? <Time iso={lastLogInAt} /> : adminWords.never}
      </Fact>
      {account.deletionDueAt && (
        <Fact name={words.deletedOn}>
          <Time iso={account.deletionDueAt} />
        </Fact>
      )}
      {account.suspendedAt && (
        <>
          <Fact name={words.suspendedSince}>
            <Time iso={account.suspendedAt} />
          </Fact>
          <Fact name={words.reason}>
            <span dir="auto">{account.suspensionReason ?? words.noReason}</span>
          </Fact>
        </>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
