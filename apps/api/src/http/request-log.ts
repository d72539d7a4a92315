import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * One line a request. The path without its query: people put secrets there. Reads that went well are
 * told to whoever wants every detail; a proxy in front writes them down as well. Of an admin who acts for
 * somebody else every request is told.
 */
export function logRequest(request: FastifyRequest, reply: FastifyReply): void {
  const { user, actor, id: sessionId } = request.browser?.session ?? {};
  const isOrdinary = isRead(request) && reply.statusCode < 400 && !actor;
  if (isOrdinary && request.log.level !== 'debug' && request.log.level !== 'trace') return;
  request.log[isOrdinary ? 'debug' : 'info'](
    {
      requestId: request.id,
      method: request.method,
      path: request.url.split('?', 1)[0],
      status: reply.statusCode,
      milliseconds: Math.round(reply.elapsedTime),
      userId: user?.id,
      actorId: actor?.id,
      sessionId,
    },
    'request',
  );
}

function isRead({ method }: FastifyRequest): boolean {
  return method === 'GET' || method === 'HEAD';
}
