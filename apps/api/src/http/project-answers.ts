import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

/**
 * Sends every answer through the schema of its route: what the schema does not name stays here, and
 * what it does not allow is our fault, not an answer. Problems are texts already and pass.
 */
export function projectAnswers(server: FastifyInstance): void {
  server.addHook('preSerialization', (request, _reply, payload, done) => {
    const schema = request.routeOptions.config.answer;
    if (!schema) return done(null, payload);
    const answer = z.safeParse(schema, payload);
    if (answer.success) done(null, answer.data);
    else done(new Error('The answer is not what the route may answer.', { cause: answer.error }));
  });
}
