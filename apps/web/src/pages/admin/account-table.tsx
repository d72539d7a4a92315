import { pathTo } from '@gatehouse/auth-core';
import type { AdminUser } from '@gatehouse/client-sdk/admin';
import { Avatar } from '../../ui/avatar.tsx';
import { Link } from '../../ui/link.tsx';
import { Time } from '../../ui/time.tsx';
import { adminWords } from '../../words/admin.ts';
import { roleWords } from '../../words/users.ts';
import type { AccountSearch } from './account-search.ts';
import { AccountState } from './account-state.tsx';
import { SortHeader } from './sort-header.tsx';

const { caption, columns, never } = adminWords;

interface AccountTableProps {
  accounts: readonly AdminUser[];
  search: AccountSearch;
}

export function AccountTable({ accounts, search }: AccountTableProps) {
  return (
    <table className="table accounts">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <SortHeader sort="username" label={columns.person} search={search} />
          <th scope="col">{columns.email}</th>
          <th scope="col">{columns.role}</th>
          <th scope="col">{columns.state}</th>
          <SortHeader sort="createdAt" label={columns.since} search={search} />
          <SortHeader sort="lastLogInAt" label={columns.lastLogIn} search={search} />
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

function AccountRow({ account }: { account: AdminUser }) {
  const { id, name, username, avatarUrl, email, role, createdAt, lastLogInAt } = account;

  return (
    <tr>
      <th scope="row">
        <span className="person">
          <Avatar name={name} url={avatarUrl} size={32} />
          <span>
            <Link href={pathTo('adminUser', { id })} dir="auto">
              {name}
            </Link>
            <br />
            <span className="quiet" dir="ltr">
              {username}
            </span>
          </span>
        </span>
      </th>
      <td data-label={columns.email}>
        <span dir="ltr">{email}</span>
      </td>
      <td data-label={columns.role}>{roleWords[role]}</td>
      <td data-label={columns.state}>
        <AccountState account={account} />
      </td>
      <td data-label={columns.since}>
        <Time iso={createdAt} relative />
      </td>
      <td data-label={columns.lastLogIn}>
        {lastLogInAt ? <Time iso={lastLogInAt} relative /> : never}
      </td>
    </tr>
  );
}
