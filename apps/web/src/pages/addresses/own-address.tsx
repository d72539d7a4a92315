import type { User } from '@gatehouse/auth-core';
import { useClient } from '@gatehouse/client-sdk/react';
import { recoveryOf } from '@gatehouse/client-sdk/recovery';
import { hasMail } from '../../lib/has-mail.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { addressWords } from '../../words/addresses.ts';
import { ActionErrors } from '../actions/action-errors.tsx';
import { useAction } from '../actions/use-action.ts';
import { useNextStep } from '../navigation/use-next-step.ts';

const words = addressWords.own;

/** What is open about one's address: nobody has shown it yet, or another one waits. */
export function OwnAddress({ user, waiting }: { user: User; waiting: string | null }) {
  const recovery = recoveryOf(useClient());
  const { stay } = useNextStep();
  const sending = useAction(() => recovery.requestVerification(), stay);
  const cancelling = useAction(() => recovery.cancelAddressChange(), stay);

  return (
    <>
      {hasMail() && !user.emailVerified && (
        <Notice level="info">
          <p>{words.unverified(user.email)}</p>
          <ActionErrors title={words.notSent} failure={sending.failure} />
          <Button
            variant="secondary"
            isBusy={sending.isBusy}
            busyLabel={words.sending}
            aria-disabled={sending.mustWait}
            onClick={() => void sending.run(undefined)}
          >
            {words.sendAgain}
          </Button>
        </Notice>
      )}
      {waiting !== null && (
        <Notice level="info">
          <p>{words.waiting(waiting, user.email)}</p>
          <ActionErrors title={words.notCancelled} failure={cancelling.failure} />
          <Button
            variant="secondary"
            isBusy={cancelling.isBusy}
            busyLabel={words.cancelling}
            onClick={() => void cancelling.run(undefined)}
          >
            {words.cancel}
          </Button>
        </Notice>
      )}
    </>
  );
}
