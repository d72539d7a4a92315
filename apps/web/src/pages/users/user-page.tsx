import { canAdminister, canDeleteUser, canEditUser, pathTo } from '@gatehouse/auth-core';
import { useCan } from '@gatehouse/client-sdk/react';
import { getRouteApi } from '@tanstack/react-router';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Link } from '../../ui/link.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { usersWords } from '../../words/users.ts';
import { usePageUser } from '../access/use-page-user.ts';
import { routeId } from '../navigation/page-path.ts';
import { usePageTitle } from '../navigation/page-title.ts';
import { DeleteUser } from './delete-user.tsx';
import { UserFacts } from './user-facts.tsx';

const route = getRouteApi(routeId('user'));
const words = usersWords.profile;

export function UserPage() {
  const user = route.useLoaderData();
  const isOneself = usePageUser().id === user.id;
  const mayEdit = useCan(canEditUser, user);
  const mayDelete = useCan(canDeleteUser, user);
  const mayAdminister = useCan(canAdminister);
  usePageTitle(words.title(user.name));

  return (
    <>
      <Avatar name={user.name} url={user.avatarUrl} size={64} />
      <PageHeader title={words.title(user.name)}>
        {isOneself && <Badge>{words.you}</Badge>}
      </PageHeader>
      <UserFacts user={user} />
      {(mayEdit || mayDelete) && (
        <div className="row">
          {mayEdit && (
            <Link
              className="button"
              data-variant="primary"
              href={pathTo('userEdit', { id: user.id })}
            >
              {words.edit}
            </Link>
          )}
          {mayAdminister && (
            <Link
              className="button"
              data-variant="secondary"
              href={pathTo('adminUser', { id: user.id })}
            >
              {words.administer}
            </Link>
          )}
          {mayDelete && <DeleteUser user={user} isOneself={isOneself} />}
        </div>
      )}
    </>
  );
}
