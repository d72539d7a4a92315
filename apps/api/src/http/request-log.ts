import type { FastifyReply, FastifyRequest } from 'fastify';

/** One line a request. The path without its query: people put secrets there. */
export function logRequest(request: FastifyRequest, reply: FastifyReply): void {
  request.log.info(
    {
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
