import { canChangeRole, pathTo } from '@gatehouse/auth-core';
import { useCan } from '@gatehouse/client-sdk/react';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Link } from '../../ui/link.tsx';
import { adminWords as words } from '../../words/admin.ts';
import { roleWords } from '../../words/users.ts';
import type { Account } from './account.ts';
import { RoleChange } from './role-change.tsx';

export function AccountTable({ accounts }: { accounts: readonly Account[] }) {
  return (
    <table className="table">
      <caption>{words.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{words.columns.person}</th>
          <th scope="col">{words.columns.email}</th>
          <th scope="col">{words.columns.role}</th>
          <th scope="col">{words.columns.actions}</th>
        </tr>
      </thead>
      <tbody>
        {accounts.map((account) => (
          <AccountRow key={account.id} account={account} />
        ))}
      </tbody>
    </table>
  );
}

function AccountRow({ account }: { account: Account }) {
  const { id, name, username, avatarUrl, email, role = 'member' } = account;
  const mayChangeRole = useCan(canChangeRole, account);

  return (
    <tr>
      <th scope="row">
        <span className="person">
          <Avatar name={name} url={avatarUrl} size={32} />
          <span>
            <Link href={pathTo('user', { id })} dir="auto">
              {name}
            </Link>
            <br />
            <span className="quiet" dir="ltr">
              {username}
            </span>
          </span>
        </span>
      </th>
      <td data-label={words.columns.email} dir="ltr">
        {email}
      </td>
      <td data-label={words.columns.role}>
        <Badge>{roleWords[role]}</Badge>
      </td>
      <td data-label={words.columns.actions}>
        <div className="row">
          <Link href={pathTo('userEdit', { id })} aria-label={words.editOf(name)}>
            {words.edit}
          </Link>
          {mayChangeRole ? (
            <RoleChange account={{ id, name, role }} />
          ) : (
            <span className="quiet">{words.yourself}</span>
          )}
        </div>
      </td>
    </tr>
  );
}
