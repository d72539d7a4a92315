import type { FieldErrors } from '@gatehouse/auth-core';
import { type FormEvent, useRef, useState } from 'react';
import { type ApiError, isApiError } from '../api-error.ts';
import { type FormValues, formValues } from './form-values.ts';
import { useRetryAfter } from './use-retry-after.ts';

export interface FormActionOptions {
  /** What is wrong, by field, before anything is sent; nothing or an empty object lets it pass. */
  readonly validate?: (values: FormValues) => FieldErrors | undefined;
}

export interface FormAction {
  onSubmit(event: FormEvent<HTMLFormElement>): void;
  readonly isSubmitting: boolean;
  readonly error: ApiError | null;
  /** From `validate`, or from the API. */
  readonly fieldErrors: FieldErrors;
  readonly retryAfterSeconds: number;
  /** Forgets what was wrong; the fields keep what they hold. */
  reset(): void;
}

interface Progress {
  readonly isSubmitting: boolean;
  readonly error: ApiError | null;
  readonly fieldErrors: FieldErrors;
}

const idle: Progress = { isSubmitting: false, error: null, fieldErrors: {} };

/**
 * Connects a form with what it does. One submission at a time; a failed call ends up in `error`,
 * anything else that is thrown reaches the nearest error boundary.
 */
export function useFormAction(
  action: (values: FormValues) => unknown,
  { validate }: FormActionOptions = {},
): FormAction {
  const [progress, setProgress] = useState(idle);
  const isRunning = useRef(false);
  const retryAfterSeconds = useRetryAfter(progress.error);

  async function run(values: FormValues): Promise<void> {
    isRunning.current = true;
    setProgress({ ...idle, isSubmitting: true });
    try {
      await action(values);
      setProgress(idle);
    } catch (fault) {
      setProgress(() => failed(fault));
    } finally {
      isRunning.current = false;
    }
  }

  return {
    ...progress,
    retryAfterSeconds,
    onSubmit(event) {
      event.preventDefault();
      if (isRunning.current) return;
      const values = formValues(event.currentTarget);
      const fieldErrors = validate?.(values) ?? {};
      if (Object.keys(fieldErrors).length > 0) setProgress({ ...idle, fieldErrors });
      else void run(values);
    },
    reset: () => setProgress(idle),
  };
}

/** Thrown while React draws, so that an error boundary catches what is nobody's refusal. */
function failed(fault: unknown): Progress {
  if (!isApiError(fault)) throw fault;
  return { ...idle, error: fault, fieldErrors: fault.fields ?? {} };
}
