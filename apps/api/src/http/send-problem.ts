import type { AppError } from '@gatehouse/auth-core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { tellRefusal } from '../events/refusal-event.ts';
import { Ending } from './draining.ts';
import { toProblem } from './problem.ts';

/** Answers with problem details and logs what is ours to mend, with its cause. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, error: AppError): void {
  logRefusal(request, error);
  const problem = toProblem(error, request.id);
  if (problem.retryAfter !== undefined) reply.header('retry-after', String(problem.retryAfter));
  reply
    .code(problem.status)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem));
}

/** What is refused for safety is told as an event; a fault is ours, and is found in the log under the id of the request. */
export function logRefusal(request: FastifyRequest, error: AppError): void {
  tellRefusal(request, error);
  if (error.status >= 500 && !isForeseen(error))
    request.log.error(
      { requestId: request.id, code: error.code, err: error.cause ?? error },
      'request failed',
    );
}

/** Too much at once is counted, and whoever asks for the end of a process asks often: a stack each time would be noise. */
function isForeseen({ code, cause }: AppError): boolean {
  return code === 'overloaded' || cause instanceof Ending;
}
