import { canAdminister, paths, pathTo, type User } from '@gatehouse/auth-core';
import { Avatar } from '../ui/avatar.tsx';
import { DisclosureMenu } from '../ui/disclosure-menu.tsx';
import { Link } from '../ui/link.tsx';
import { layoutWords } from '../words/layout.ts';
import { LogOutForm } from './log-out-form.tsx';

const words = layoutWords.user;

export function UserMenu({ user }: { user: User }) {
  const links = [
    { href: pathTo('user', { id: user.id }), label: words.profile },
    { href: paths.settings, label: words.settings },
    { href: paths.orders, label: words.orders },
    ...(canAdminister(user) ? [{ href: paths.admin, label: words.admin }] : []),
  ];

  return (
    <DisclosureMenu label={<UserLabel user={user} />}>
      <ul>
        {links.map(({ href, label }) => (
          <li key={href}>
            <Link href={href}>{label}</Link>
          </li>
        ))}
        <li>
          <LogOutForm />
        </li>
      </ul>
    </DisclosureMenu>
  );
}

function UserLabel({ user: { name, avatarUrl } }: { user: User }) {
  return (
    <>
      <Avatar name={name} url={avatarUrl} size={28} />
      <span className="user-label">
        <span className="user-label-lead">{words.loggedInAs} </span>
        <bdi>{name}</bdi>
      </span>
    </>
  );
}
