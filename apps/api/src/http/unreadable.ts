import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { AppError } from '@gatehouse/auth-core';
import { toProblem } from './problem.ts';

/** For the refusal to be read, in milliseconds: closed at once, it might be lost on its way. */
const LINGER = 1000;

type Headers = Readonly<Record<string, string>>;

interface Refusal {
  readonly status: number;
  readonly words: string;
  readonly error: AppError;
}

/** What is not HTTP, or does not come to its end, gets an answer all the same, and then nothing more. */
export function refuseUnreadable(error: { code?: string }, socket: Socket, headers: Headers): void {
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy();
  const { status, words, error: refusal } = refusalOf(error.code);
  const requestId = randomUUID();
  const body = JSON.stringify({ ...toProblem(refusal, requestId), status });
  const lines = Object.entries({
    ...headers,
    'x-request-id': requestId,
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  }).map(([name, value]) => `${name}: ${value}`);
  socket.end(`HTTP/1.1 ${status} ${words}\r\n${lines.join('\r\n')}\r\n\r\n${body}`);
  // Whoever does not hang up now would hold a connection for nothing.
  setTimeout(() => socket.destroy(), LINGER).unref();
}

function refusalOf(code: string | undefined): Refusal {
  if (code === 'HPE_HEADER_OVERFLOW')
    return {
      status: 431,
      words: 'Request Header Fields Too Large',
      error: new AppError('payload_too_large'),
    };
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return {
      status: 408,
      words: 'Request Timeout',
      error: new AppError('malformed_request', { detail: 'The request did not come to its end.' }),
    };
  return { status: 400, words: 'Bad Request', error: new AppError('malformed_request') };
}
