import { canEditUser, pathTo } from '@gatehouse/auth-core';
import { getRouteApi } from '@tanstack/react-router';
import { Link } from '../../ui/link.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { usersWords } from '../../words/users.ts';
import { ForbiddenPage } from '../access/forbidden-page.tsx';
import { usePageUser } from '../access/use-page-user.ts';
import { routeId } from '../navigation/page-path.ts';
import { usePageTitle } from '../navigation/page-title.ts';
import { useNextStep } from '../navigation/use-next-step.ts';
import { ProfileForm } from './profile-form.tsx';

const route = getRouteApi(routeId('userEdit'));
const words = usersWords.edit;

export function UserEditPage() {
  const actor = usePageUser();
  const user = route.useLoaderData();
  const { go } = useNextStep();
  usePageTitle(words.title(user.name));

  // Whoever may not edit was not given the address either.
  if (!canEditUser(actor, user) || !('email' in user))
    return <ForbiddenPage reason={canEditUser.reason} />;
  const profile = pathTo('user', { id: user.id });

  return (
    <>
      <PageHeader title={words.title(user.name)} />
      {actor.id !== user.id && <Notice level="warning">{words.asAdmin(user.name)}</Notice>}
      <ProfileForm user={user} onSaved={() => go(profile)} />
      <p>
        <Link href={profile}>{usersWords.form.cancel}</Link>
      </p>
    </>
  );
}
