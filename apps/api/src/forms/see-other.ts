import type { FastifyReply } from 'fastify';

/** Where the browser goes on by GET. Always a path of ours: no host can be slipped in. */
export function seeOther(reply: FastifyReply, path: string): void {
  reply.code(303).header('location', path).send();
}
