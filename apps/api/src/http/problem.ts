import { AppError, type ErrorCode, errors, type Problem } from '@gatehouse/auth-core';
import { HttpException } from '@nestjs/common';
import { isDatabaseUnavailable } from '../database/database-errors.ts';

/** Seconds after which a failed part of the service is worth another try. */
const RETRY_AFTER = 5;

const codesByStatus: Readonly<Record<number, ErrorCode>> = {
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  405: 'method_not_allowed',
  413: 'payload_too_large',
  415: 'unsupported_media_type',
  431: 'payload_too_large',
  503: 'unavailable',
};

/** Anything thrown, as one of our refusals. What nobody foresaw becomes `internal_error`. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (isDatabaseUnavailable(error))
    return new AppError('unavailable', { cause: error, retryAfter: RETRY_AFTER });
  const status = statusOf(error) ?? 500;
  const code =
    codesByStatus[status] ?? (isRefusal(status) ? 'malformed_request' : 'internal_error');
  return new AppError(code, { cause: error });
}

/** What the client is told: never what went wrong inside. */
export function toProblem(error: AppError, requestId: string): Problem {
  const { status, title } = errors[error.code];
  const retryAfter = error.retryAfter ?? (status === 503 ? RETRY_AFTER : undefined);
  return {
    type: `urn:gatehouse:problem:${error.code}`,
    title,
    status,
    code: error.code,
    ...(error.detail === undefined ? {} : { detail: error.detail }),
    ...(error.fields === undefined ? {} : { fields: error.fields }),
    requestId,
    ...(retryAfter === undefined ? {} : { retryAfter }),
  };
}

/** What a client asked for and cannot have (a range, a condition) is no fault of ours. */
function isRefusal(status: number): boolean {
  return status >= 400 && status < 500;
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : undefined;
}
