import { loginPath } from '@gatehouse/auth-core';
import { isApiError } from '@gatehouse/client-sdk';
import { useClient } from '@gatehouse/client-sdk/react';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { leave } from '../../lib/leave.ts';
import { ForbiddenPage } from '../access/forbidden-page.tsx';
import { PageForbidden } from '../access/require-session.ts';
import { faultKind } from './fault-kind.ts';
import { NotFoundPage } from './not-found-page.tsx';
import { UnexpectedPage } from './unexpected-page.tsx';
import { UnreachablePage } from './unreachable-page.tsx';

/** Stands in for a page that could not be shown. */
export function FaultPage({ error }: ErrorComponentProps) {
  const client = useClient();
  const router = useRouter();
  const kind = faultKind(error);

  const retry = async () => {
    await client.sessionStore.refresh({ force: true }).catch(() => undefined);
    await router.invalidate();
  };

  if (kind === 'not-found') return <NotFoundPage />;
  if (kind === 'forbidden') return <ForbiddenPage reason={reasonOf(error)} />;
  if (kind === 'logged-out') return <ToLogIn href={router.state.location.href} />;
  if (kind === 'unreachable') return <UnreachablePage onRetry={retry} />;
  const requestId = isApiError(error) ? error.requestId : undefined;
  return <UnexpectedPage requestId={requestId} onRetry={() => void retry()} />;
}

function reasonOf(error: unknown): string | undefined {
  if (error instanceof PageForbidden) return error.reason;
  return isApiError(error) ? error.message : undefined;
}

/** The server knows better than this page that nobody is logged in. */
function ToLogIn({ href }: { href: string }) {
  useEffect(() => leave(loginPath(href)), [href]);
  return null;
}
