import type { ErrorCode, Problem } from '@gatehouse/auth-core';
import { ApiError } from './api-error.ts';

// What a proxy in front of the API says by its status alone.
const proxyCodes: Readonly<Record<number, ErrorCode>> = {
  413: 'payload_too_large',
  429: 'rate_limited',
};

/** What the API answered. Anything but success is thrown. */
export async function answerOf(response: Response): Promise<unknown> {
  const isJson = /^application\/([\w.-]+\+)?json/i.test(response.headers.get('content-type') ?? '');
  const body: unknown = isJson ? parsed(await response.text()) : undefined;
  const mayBeEmpty = response.status === 204 || response.status === 202;
  if (mayBeEmpty || (response.ok && body !== undefined)) return body;
  throw isProblem(body) ? refused(response, body) : unexpected(response);
}

/** The engine's own error is not kept: it quotes the text. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isProblem(body: unknown): body is Problem {
  return typeof (body as Partial<Problem> | null | undefined)?.code === 'string';
}

function refused(response: Response, problem: Problem): ApiError {
  const { code, title, detail, fields, requestId } = problem;
  const retryAfter = problem.retryAfter ?? retryAfterOf(response);
  const { status } = response;
  return new ApiError({
    kind: 'problem',
    code,
    status,
    title,
    detail,
    fields,
    requestId,
    retryAfter,
  });
}

/** Nothing of the answer is kept: it is not ours, and may repeat what was sent. */
function unexpected(response: Response): ApiError {
  const { status } = response;
  return new ApiError({
    kind: 'unexpected',
    code: proxyCodes[status] ?? 'unavailable',
    status,
    title: `Not an answer of the API (status ${status}).`,
    retryAfter: retryAfterOf(response),
  });
}

/** Seconds, from seconds or a date. */
function retryAfterOf({ headers }: Response): number | undefined {
  const header = headers.get('retry-after');
  if (!header) return undefined;
  const seconds = Number(header) || (Date.parse(header) - Date.now()) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, Math.ceil(seconds));
}
