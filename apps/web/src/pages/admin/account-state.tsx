import type { AdminUser } from '@gatehouse/client-sdk/admin';
import { Badge } from '../../ui/badge.tsx';
import { adminWords } from '../../words/admin.ts';

const { states } = adminWords;

/** What is out of the ordinary stands out. */
export function AccountState({ account }: { account: Pick<AdminUser, 'suspendedAt'> }) {
  return account.suspendedAt ? <Badge>{states.suspended}</Badge> : <span>{states.active}</span>;
}
