import { getRouteApi } from '@tanstack/react-router';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { adminWords } from '../../words/admin.ts';
import { usersWords } from '../../words/users.ts';
import { usePageUser } from '../access/use-page-user.ts';
import { AccountWrites } from '../admin-acts/account-writes.tsx';
import { routeId } from '../navigation/page-path.ts';
import { usePageTitle } from '../navigation/page-title.ts';
import { AccountEvents } from './account-events.tsx';
import { AccountFacts } from './account-facts.tsx';
import { AccountSessions } from './account-sessions.tsx';

const route = getRouteApi(routeId('adminUser'));
const words = adminWords.account;

export function AccountPage() {
  const { account, sessions, events } = route.useLoaderData();
  const { id, name, avatarUrl } = account;
  const isOneself = usePageUser().id === id;
  usePageTitle(words.title(name));

  return (
    <>
      {!isOneself && <Notice level="warning">{words.asAdmin(name)}</Notice>}
      <Avatar name={name} url={avatarUrl} size={64} />
      <PageHeader title={name}>
        {isOneself && <Badge>{usersWords.profile.you}</Badge>}
        {account.suspendedAt && <Badge>{adminWords.states.suspended}</Badge>}
        {account.deletionDueAt && <Badge>{adminWords.states.closing}</Badge>}
      </PageHeader>
      <AccountFacts account={account} />
      <AccountWrites account={account} isOneself={isOneself} />
      <AccountSessions account={account} sessions={sessions} />
      <AccountEvents id={id} events={events} />
    </>
  );
}
