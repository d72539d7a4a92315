import { useSession } from '@gatehouse/client-sdk/react';
import { UserMenu } from './user-menu.tsx';
import { VisitorLinks } from './visitor-links.tsx';

/** Who is logged in. A known user stays while the server is away; nobody is called a visitor on a guess. */
export function Identity() {
  const { status, user } = useSession();
  if (user) return <UserMenu user={user} />;
  return status === 'anonymous' ? <VisitorLinks /> : null;
}
