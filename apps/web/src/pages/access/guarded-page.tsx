import { isGuardedPage } from '@gatehouse/auth-core';
import { useSession } from '@gatehouse/client-sdk/react';
import { Outlet, useRouteContext, useRouterState } from '@tanstack/react-router';
import { isLeaving } from '../../lib/leave.ts';
import { SessionEnded } from './session-ended.tsx';

/** The page, covered and kept as it is when its session ends; another person gets a page of their own. */
export function GuardedPage() {
  const session = useSession();
  const { user } = useRouteContext({ from: '/page' });
  const { pathname, href } = useRouterState({ select: (state) => state.location });
  const hasEnded = session.status === 'anonymous' && isGuardedPage(pathname) && !isLeaving();

  return (
    <>
      {hasEnded && <SessionEnded href={href} reason={session.reason} />}
      <div className="covered-page" inert={hasEnded} key={user?.id}>
        <Outlet />
      </div>
    </>
  );
}
