import type { AdminUser } from '@gatehouse/client-sdk/admin';
import { Badge } from '../../ui/badge.tsx';
import { adminWords } from '../../words/admin.ts';

const { states } = adminWords;

/** What is out of the ordinary stands out. */
export function AccountState({ account }: { account: AdminUser }) {
  const { suspendedAt, deletionDueAt } = account;
  if (!suspendedAt && !deletionDueAt) return <span>{states.active}</span>;
  return (
    <>
      {suspendedAt && <Badge>{states.suspended}</Badge>}{' '}
      {deletionDueAt && <Badge>{states.closing}</Badge>}
    </>
  );
}
