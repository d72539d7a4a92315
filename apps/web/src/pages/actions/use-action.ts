import { useRef, useState } from 'react';
import { useSecondsLeft } from '../../ui/use-seconds-left.ts';
import { useAskForPassword } from './ask-for-password.ts';
import { type Failure, failureOf } from './failure.ts';
import { ActionCancelled, withReconfirmation } from './reconfirmation.ts';

export interface Action<Input> {
  /** True when it was done. A second call while one runs, or before the end of a wait, does nothing. */
  run(input: Input): Promise<boolean>;
  fail(failure: Failure | null): void;
  readonly isBusy: boolean;
  /** True until the server wants to hear of it again. */
  readonly mustWait: boolean;
  readonly failure: Failure | null;
}

/** Something a person asks the server to do, once at a time, with what came of it. */
export function useAction<Input, Result>(
  act: (input: Input) => Promise<Result>,
  onDone?: (result: Result, input: Input) => unknown,
): Action<Input> {
  const askForPassword = useAskForPassword();
  const isRunning = useRef(false);
  const [isBusy, setBusy] = useState(false);
  const [failure, fail] = useState<Failure | null>(null);

  const mustWait = useSecondsLeft(failure?.wait?.until) > 0;

  const run = async (input: Input): Promise<boolean> => {
    if (isRunning.current || mustWait) return false;
    isRunning.current = true;
    setBusy(true);
    fail(null);
    try {
      const result = await withReconfirmation(() => act(input), askForPassword);
      await onDone?.(result, input);
      return true;
    } catch (error) {
      if (!(error instanceof ActionCancelled)) fail(failureOf(error));
      return false;
    } finally {
      isRunning.current = false;
      setBusy(false);
    }
  };

  return { run, fail, isBusy, mustWait, failure };
}
