import { canChangeRole, canSuspend, pathTo } from '@gatehouse/auth-core';
import type { AdminUser } from '@gatehouse/client-sdk/admin';
import { useCan } from '@gatehouse/client-sdk/react';
import { Link } from '../../ui/link.tsx';
import { adminWords } from '../../words/admin.ts';
import { usersWords } from '../../words/users.ts';
import { AccountEnd } from './account-end.tsx';
import { ActAs } from './act-as.tsx';
import { EndSuspension } from './end-suspension.tsx';
import { PasswordDemand } from './password-demand.tsx';
import { RoleChange } from './role-change.tsx';
import { SendReset } from './send-reset.tsx';
import { Suspend } from './suspend.tsx';

const words = adminWords.account;

/** What an admin may do to the account; to their own, next to nothing. */
export function AccountWrites({ account, isOneself }: { account: AdminUser; isOneself: boolean }) {
  const mayChangeRole = useCan(canChangeRole, account);
  const maySuspend = useCan(canSuspend, account);

  return (
    <section className="account-part" aria-labelledby="account-access">
      <h2 id="account-access">{words.access}</h2>
      {isOneself && <p className="quiet">{words.yourself}</p>}
      <div className="row">
        <Link
          className="button"
          data-variant="secondary"
          href={pathTo('userEdit', { id: account.id })}
        >
          {usersWords.profile.edit}
        </Link>
        {mayChangeRole && <RoleChange account={account} />}
        {maySuspend &&
          (account.suspendedAt ? (
            <EndSuspension account={account} />
          ) : (
            <Suspend account={account} />
          ))}
        {!account.suspendedAt && !account.restriction && <ActAs account={account} />}
        {!account.suspendedAt && <SendReset account={account} />}
        <PasswordDemand account={account} />
        <AccountEnd account={account} isOneself={isOneself} />
      </div>
    </section>
  );
}
