import { type PublicUser, pathTo } from '@gatehouse/auth-core';
import { Avatar } from '../../ui/avatar.tsx';
import { Link } from '../../ui/link.tsx';
import { Time } from '../../ui/time.tsx';
import { usersWords } from '../../words/users.ts';

const { caption, columns } = usersWords;

/** A table that turns into cards on a narrow screen: each cell says its column itself. */
export function UserTable({ users }: { users: readonly PublicUser[] }) {
  return (
    <table className="table">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{columns.person}</th>
          <th scope="col">{columns.username}</th>
          <th scope="col">{columns.since}</th>
        </tr>
      </thead>
      <tbody>
        {users.map(({ id, name, username, avatarUrl, createdAt }) => (
          <tr key={id}>
            <th scope="row">
              <span className="person">
                <Avatar name={name} url={avatarUrl} size={32} />
                <Link href={pathTo('user', { id })} dir="auto">
                  {name}
                </Link>
              </span>
            </th>
            <td data-label={columns.username} dir="ltr">
              {username}
            </td>
            <td data-label={columns.since}>
              <Time iso={createdAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
