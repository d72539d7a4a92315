import { paths, pathTo } from '@gatehouse/auth-core';
import { Avatar } from '../../ui/avatar.tsx';
import { Link } from '../../ui/link.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { homeWords } from '../../words/home.ts';
import { usePageUser } from '../access/use-page-user.ts';
import { usePageTitle } from '../navigation/page-title.ts';
import { titleCase } from './title-case.ts';

const { personal } = homeWords;

export function PersonalPage() {
  const { id, username, name, avatarUrl } = usePageUser();
  usePageTitle(personal.title);

  return (
    <>
      <Avatar name={name} url={avatarUrl} size={64} />
      <PageHeader title={personal.hello(titleCase(username))} />
      <p>{personal.lead}</p>
      <ul className="links">
        <li>
          <Link href={pathTo('user', { id })}>{personal.profile}</Link>
        </li>
        <li>
          <Link href={paths.orders}>{personal.orders}</Link>
        </li>
        <li>
          <Link href={paths.logout}>{personal.logOut}</Link>
        </li>
      </ul>
    </>
  );
}
