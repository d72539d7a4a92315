import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * One line a request. The path without its query: people put secrets there. Reads that went well are
 * told to whoever wants every detail; a proxy in front writes them down as well.
 */
export function logRequest(request: FastifyRequest, reply: FastifyReply): void {
  const isOrdinary = isRead(request) && reply.statusCode < 400;
  if (isOrdinary && request.log.level !== 'debug' && request.log.level !== 'trace') return;
  request.log[isOrdinary ? 'debug' : 'info'](
    {
      requestId: request.id,
      method: request.method,
      path: request.url.split('?', 1)[0],
      status: reply.statusCode,
      milliseconds: Math.round(reply.elapsedTime),
      userId: request.browser?.session?.user?.id,
      sessionId: request.browser?.session?.id,
    },
    'request',
  );
}

function isRead({ method }: FastifyRequest): boolean {
  return method === 'GET' || method === 'HEAD';
}
