import type { FieldErrors } from '@gatehouse/auth-core';
import { type ApiError, isApiError } from '@gatehouse/client-sdk';
import { endOfPause } from '../../lib/end-of-pause.ts';
import type { Wait } from '../../ui/countdown.tsx';
import { faultWords } from '../../words/faults.ts';
import { FieldFault } from './field-fault.ts';

/** Why an action did not happen, for the person who asked for it. */
export interface Failure {
  readonly errors: readonly { readonly field?: string; readonly message: string }[];
  readonly fields: FieldErrors;
  /** No attempt makes sense before its end. */
  readonly wait?: Wait;
}

/** A fault that a form found by itself, before it asked the server. */
export function fieldFailure(fields: FieldErrors): Failure | null {
  return Object.keys(fields).length === 0 ? null : ofFields(fields);
}

export function failureOf(error: unknown): Failure {
  if (error instanceof FieldFault) return ofFields(error.fields);
  if (!isApiError(error)) return plain(faultWords.action.unexpected);
  const byField = fieldFailure(lastNames(error.fields ?? {}));
  return { ...(byField ?? plain(sentenceOf(error))), ...waitOf(error) };
}

function waitOf({ code, retryAfter: seconds }: ApiError): Pick<Failure, 'wait'> {
  if (code !== 'rate_limited' || !seconds) return {};
  return { wait: { seconds, until: Date.now() + seconds * 1000 } };
}

function sentenceOf(error: ApiError): string {
  const { kind, code, message, status, requestId } = error;
  if (kind === 'timeout') return faultWords.action.timeout;
  if (kind === 'network')
    return navigator.onLine ? faultWords.action.unreachable : faultWords.action.offline;
  const pauseEnd = endOfPause(error);
  if (pauseEnd) return faultWords.action.paused(pauseEnd);
  if (kind === 'problem' && status < 500) return message;
  if (code === 'rate_limited') return faultWords.action.rateLimited;
  const quote = requestId ? ` ${faultWords.unexpected.quote(requestId)}` : '';
  return faultWords.action.unexpected + quote;
}

/** `address.city` is the field named `city`. */
function lastNames(fields: FieldErrors): FieldErrors {
  return Object.fromEntries(
    Object.entries(fields).map(([path, messages]) => [path.split('.').at(-1) ?? path, messages]),
  );
}

function ofFields(fields: FieldErrors): Failure {
  const errors = Object.entries(fields).flatMap(([field, messages]) =>
    messages.map((message) => ({ field, message })),
  );
  return { errors, fields };
}

function plain(message: string): Failure {
  return { errors: [{ message }], fields: {} };
}
