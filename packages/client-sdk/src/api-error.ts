import type { ErrorCode, FieldErrors } from '@gatehouse/auth-core';

/**
 * Where a failure comes from:
 * `problem`, the API refused and says why; `network`, nobody answered; `timeout`, nobody answered in time;
 * `unexpected`, an answer that is not the API's, such as the page of a proxy or a redirect.
 */
export type ApiErrorKind = 'problem' | 'network' | 'timeout' | 'unexpected';

export interface ApiErrorFacts<Code extends ErrorCode = ErrorCode> {
  readonly kind: ApiErrorKind;
  /** `unavailable` unless the API itself answered. A newer API may send codes that this version does not know. */
  readonly code: Code;
  /** HTTP status; 0 without an answer. */
  readonly status: number;
  readonly title: string;
  readonly detail?: string | undefined;
  /** What is wrong, by the name of the field. */
  readonly fields?: FieldErrors | undefined;
  /** To quote when asking for help: it stands in the server's log. */
  readonly requestId?: string | undefined;
  /** Seconds until a new attempt makes sense. */
  readonly retryAfter?: number | undefined;
}

/** Every failed call throws this. It never carries what was sent, so it is safe to log. */
export class ApiError<Code extends ErrorCode = ErrorCode>
  extends Error
  implements ApiErrorFacts<Code>
{
  declare readonly kind: ApiErrorKind;
  declare readonly code: Code;
  declare readonly status: number;
  declare readonly title: string;
  declare readonly detail: string | undefined;
  declare readonly fields: FieldErrors | undefined;
  declare readonly requestId: string | undefined;
  declare readonly retryAfter: number | undefined;

  constructor(facts: ApiErrorFacts<Code>, cause?: unknown) {
    super(facts.detail ?? facts.title, cause === undefined ? {} : { cause });
    this.name = 'ApiError';
    Object.assign(this, facts);
  }
}

/** True for a failed call; with a code, only for that refusal. */
export function isApiError(error: unknown): error is ApiError;
export function isApiError<Code extends ErrorCode>(
  error: unknown,
  code: Code,
): error is ApiError<Code>;
export function isApiError(error: unknown, code?: ErrorCode): boolean {
  return error instanceof ApiError && (code === undefined || error.code === code);
}
