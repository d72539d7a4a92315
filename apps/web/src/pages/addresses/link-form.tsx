import { paths } from '@gatehouse/auth-core';
import { isApiError } from '@gatehouse/client-sdk';
import { useClient } from '@gatehouse/client-sdk/react';
import { type RecoveryResource, recoveryOf } from '@gatehouse/client-sdk/recovery';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { addressWords } from '../../words/addresses.ts';
import { ActionErrors } from '../actions/action-errors.tsx';
import { useAction } from '../actions/use-action.ts';

interface LinkFormProps {
  words: { problem: string; use: string; using: string };
  act: (recovery: RecoveryResource) => Promise<void>;
  onDone: () => void;
  /** The link is good for nothing. */
  onRefused: () => void;
}

export function LinkForm({ words, act, onDone, onRefused }: LinkFormProps) {
  const client = useClient();
  const [isTaken, setTaken] = useState(false);
  const using = useAction(async () => {
    try {
      await act(recoveryOf(client));
      onDone();
    } catch (error) {
      if (isOver(error)) return onRefused();
      setTaken(isApiError(error) && error.status === 409);
      throw error;
    }
  });

  return (
    <>
      <ActionErrors title={words.problem} failure={using.failure} />
      {isTaken && (
        <p className="row">
          <a href={paths.register}>{addressWords.register}</a>
          <a href={paths.login}>{addressWords.logIn}</a>
        </p>
      )}
      <p>
        <Button
          isBusy={using.isBusy}
          busyLabel={words.using}
          aria-disabled={using.mustWait}
          onClick={() => void using.run(undefined)}
        >
          {words.use}
        </Button>
      </p>
    </>
  );
}

/** Used, too old, or cut on its way here. */
function isOver(error: unknown): boolean {
  return (
    isApiError(error, 'invalid_token') || (isApiError(error) && 'token' in (error.fields ?? {}))
  );
}
