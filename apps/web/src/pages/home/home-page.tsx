import { paths } from '@gatehouse/auth-core';
import { useCurrentUser } from '@gatehouse/client-sdk/react';
import { Link } from '../../ui/link.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { homeWords } from '../../words/home.ts';
import { usePageTitle } from '../navigation/page-title.ts';
import { CookiePicture } from '../shop/cookie-picture.tsx';
import { CounterDemo } from './counter-demo.tsx';

export function HomePage() {
  const user = useCurrentUser();
  usePageTitle(homeWords.title);

  return (
    <div className="home">
      <div className="home-picture">
        <CookiePicture slug="chocolate-chip" />
      </div>
      <PageHeader title={homeWords.heading} />
      <p className="lead">{homeWords.lead}</p>
      <p>
        {homeWords.yourNameIs} <strong dir="auto">{user?.username ?? homeWords.unknown}</strong>
      </p>
      <p className="row">
        <Link className="button" data-variant="primary" href={paths.cookies}>
          {homeWords.browse}
        </Link>
        {!user && <a href={paths.register}>{homeWords.register}</a>}
        <Link href={paths.sessionsExplained}>{homeWords.explained}</Link>
      </p>
      <CounterDemo />
    </div>
  );
}
