import { useClient } from '@gatehouse/client-sdk/react';
import { useEffect, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { faultWords } from '../../words/faults.ts';
import { usePageTitle } from '../navigation/page-title.ts';

const { unreachable } = faultWords;

export function UnreachablePage({ onRetry }: { onRetry: () => Promise<unknown> }) {
  const { sessionStore } = useClient();
  const [isRetrying, setRetrying] = useState(false);
  usePageTitle(unreachable.title);

  // Once the store knows of the outage, it is asked again and again, and this page follows it.
  useEffect(() => void sessionStore.refresh({ force: true, background: true }), [sessionStore]);

  const retry = async () => {
    setRetrying(true);
    await onRetry().finally(() => setRetrying(false));
  };

  return (
    <>
      <PageHeader title={unreachable.title} />
      <p>{unreachable.text}</p>
      <p>
        <Button isBusy={isRetrying} busyLabel={unreachable.retrying} onClick={() => void retry()}>
          {unreachable.retry}
        </Button>
      </p>
    </>
  );
}
