import { AppError } from '@gatehouse/auth-core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { OwnOrigins } from './own-origins.ts';

const HEADERS_MAX = 100;

/**
 * Exactly one Host, and one of ours: Node accepts two of them, and addresses with another host in the
 * request line. Health checks come from inside, by whatever name.
 * @throws AppError `malformed_request`
 */
export function requireOwnHost(request: FastifyRequest, own: OwnOrigins): void {
  const { headers, originalUrl: url } = request;
  const { rawHeaders } = request.raw;
  if (
    countOf('host', rawHeaders) !== 1 ||
    !url.startsWith('/') ||
    rawHeaders.length > HEADERS_MAX * 2
  )
    throw new AppError('malformed_request');
  if (!own.isOwnHost(headers.host) && !url.startsWith('/api/health/'))
    throw new AppError('malformed_request', { detail: 'This is not the name of this server.' });
}

/**
 * Chunks are all that we can read: whoever packs them into something else as well is not understood, and
 * what comes next on that connection is not believed.
 * @throws AppError `malformed_request`
 */
export function requireKnownEncoding({ headers }: FastifyRequest, reply: FastifyReply): void {
  const encoding = headers['transfer-encoding'];
  if (encoding === undefined || encoding.toLowerCase() === 'chunked') return;
  reply.header('connection', 'close');
  throw new AppError('malformed_request');
}

/** @param rawHeaders names and values in turns */
function countOf(wanted: string, rawHeaders: readonly string[]): number {
  let count = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index];
    if (name?.length === wanted.length && name.toLowerCase() === wanted) count += 1;
  }
  return count;
}
