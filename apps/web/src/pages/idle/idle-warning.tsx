import { useClient, useSession } from '@gatehouse/client-sdk/react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { idleWords as words } from '../../words/idle.ts';
import { ActionErrors } from '../actions/action-errors.tsx';
import { useAction } from '../actions/use-action.ts';
import { IdleCountdown } from './idle-countdown.tsx';
import { useIdleEnd } from './use-idle-end.ts';

/** Asks in time whether somebody is still there. Any answer is a use of the session, and puts off its end. */
export function IdleWarning() {
  const { session } = useClient();
  const secondsLeft = useIdleEnd();
  const isUnreachable = useSession().status === 'unreachable';
  const staying = useAction(() => session.current());
  const stay = () => void staying.run(undefined);

  // What cannot be put off now is told by the bar about the lost connection.
  if (secondsLeft === null || isUnreachable) return null;
  return (
    <Dialog
      title={words.title}
      isOpen
      onClose={stay}
      actions={
        <Button isBusy={staying.isBusy} busyLabel={words.staying} onClick={stay}>
          {words.stay}
        </Button>
      }
    >
      <p>{words.lead}</p>
      <IdleCountdown secondsLeft={secondsLeft} />
      <ActionErrors title={words.problem} failure={staying.failure} />
    </Dialog>
  );
}
