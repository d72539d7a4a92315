import { paths } from '@gatehouse/auth-core';
import { useCurrentUser } from '@gatehouse/client-sdk/react';
import { Link } from '../../ui/link.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { accessWords } from '../../words/access.ts';
import { usePageTitle } from '../navigation/page-title.ts';

const { forbidden } = accessWords;

export interface ForbiddenPageProps {
  /** Who may, as the policy says it. */
  readonly reason?: string | undefined;
}

export function ForbiddenPage({ reason = forbidden.text }: ForbiddenPageProps) {
  const user = useCurrentUser();
  usePageTitle(forbidden.title);

  return (
    <>
      <PageHeader title={forbidden.title} />
      <p>{reason}</p>
      {user ? (
        <p>
          {forbidden.loggedInAs} <bdi>{user.username}</bdi> (<bdi>{user.email}</bdi>).
        </p>
      ) : (
        <p>{forbidden.visitor}</p>
      )}
      <p className="row">
        {user ? (
          <Link href={paths.logout}>{forbidden.switch}</Link>
        ) : (
          <a href={paths.login}>{forbidden.logIn}</a>
        )}
        <Link href={paths.home}>{forbidden.home}</Link>
      </p>
    </>
  );
}
