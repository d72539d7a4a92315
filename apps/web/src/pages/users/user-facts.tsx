import type { PublicUser, User } from '@gatehouse/auth-core';
import { Badge } from '../../ui/badge.tsx';
import { Time } from '../../ui/time.tsx';
import { roleWords, usersWords } from '../../words/users.ts';

const words = usersWords.profile;

/** Address and role are there for oneself and for admins only: the server leaves them out otherwise. */
export function UserFacts({ user }: { user: PublicUser | User }) {
  return (
    <dl className="facts">
      <div>
        <dt>{words.username}</dt>
        <dd dir="ltr">{user.username}</dd>
      </div>
      {'email' in user && (
        <>
          <div>
            <dt>{words.email}</dt>
            <dd>
              <bdi>{user.email}</bdi> {!user.emailVerified && <Badge>{words.unverified}</Badge>}
            </dd>
          </div>
          <div>
            <dt>{words.role}</dt>
            <dd>{roleWords[user.role]}</dd>
          </div>
        </>
      )}
      <div>
        <dt>{words.since}</dt>
        <dd>
          <Time iso={user.createdAt} />
        </dd>
      </div>
    </dl>
  );
}
