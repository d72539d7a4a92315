import type { AppError } from '@gatehouse/auth-core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { tellRefusal } from '../events/refusal-event.ts';
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
  // Too much at once is counted and no fault, and a stack for each refusal would be more of it.
  if (error.status >= 500 && error.code !== 'overloaded')
    request.log.error(
      { requestId: request.id, code: error.code, err: error.cause ?? error },
      'request failed',
    );
}
