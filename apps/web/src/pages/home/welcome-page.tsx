import { type PageName, pathTo } from '@gatehouse/auth-core';
import { getRouteApi } from '@tanstack/react-router';
import { Link } from '../../ui/link.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { homeWords } from '../../words/home.ts';
import { usePageUser } from '../access/use-page-user.ts';
import { routeId } from '../navigation/page-path.ts';
import { usePageTitle } from '../navigation/page-title.ts';
import { LastLogIn } from './last-log-in.tsx';

const route = getRouteApi(routeId('welcome'));
const { welcome } = homeWords;

const steps: readonly { page: PageName; label: string; hint: string }[] = [
  { page: 'personal', label: welcome.personal, hint: welcome.personalHint },
  { page: 'cookies', label: welcome.shop, hint: welcome.shopHint },
  { page: 'messages', label: welcome.messages, hint: welcome.messagesHint },
  { page: 'settings', label: welcome.settings, hint: welcome.settingsHint },
];

export function WelcomePage() {
  const { username, name } = usePageUser();
  usePageTitle(welcome.title);

  return (
    <>
      <PageHeader title={welcome.heading(name)} />
      <p className="lead">
        {welcome.lead} <strong dir="auto">{username}</strong>.
      </p>
      <LastLogIn logIns={route.useLoaderData()} />
      <h2>{welcome.next}</h2>
      <ul className="tiles">
        {steps.map(({ page, label, hint }) => (
          <li key={page} className="card tile">
            <Link href={pathTo(page, { username })}>{label}</Link>
            <p>{hint}</p>
          </li>
        ))}
      </ul>
    </>
  );
}
