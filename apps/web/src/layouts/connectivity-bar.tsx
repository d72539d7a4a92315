import { useClient, useSession } from '@gatehouse/client-sdk/react';
import { endOfPause } from '../lib/end-of-pause.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { layoutWords } from '../words/layout.ts';
import { useOnline } from './use-online.ts';
import { useRetries } from './use-retries.ts';

const words = layoutWords.connectivity;

/** Tells of a lost network or server, over the page and not in it, so that nothing moves. */
export function ConnectivityBar() {
  const client = useClient();
  const isOnline = useOnline();
  const session = useSession();
  const isUnreachable = session.status === 'unreachable';
  const pauseEnd = isUnreachable ? endOfPause(session.error) : undefined;
  const retry = useRetries(isOnline && isUnreachable, () =>
    client.sessionStore.refresh({ force: true, background: true }),
  );

  return (
    <div className="connectivity" role="status">
      {!isOnline && <Notice level="warning">{words.offline}</Notice>}
      {isOnline && isUnreachable && (
        <Notice level="warning">
          {pauseEnd ? words.paused(pauseEnd) : words.unreachable}{' '}
          <Button variant="quiet" onClick={retry}>
            {words.retry}
          </Button>
        </Notice>
      )}
    </div>
  );
}
