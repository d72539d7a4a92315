import { AppError } from '@gatehouse/auth-core';
import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AllowedMethods } from './allowed-methods.ts';
import { toAppError } from './problem.ts';
import { sendProblem } from './send-problem.ts';

/** Anything thrown becomes problem details. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly allowed: AllowedMethods) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const refusal = toAppError(error);
    const methods = refusal.code === 'not_found' && !isRouted(request) ? this.#others(request) : [];

    if (methods.length > 0) reply.header('allow', methods.join(', '));
    if (methods.length > 0 && request.method === 'OPTIONS') {
      reply.code(204).send();
      return;
    }
    sendProblem(request, reply, methods.length > 0 ? new AppError('method_not_allowed') : refusal);
  }

  /** What the address takes instead; nothing where the method was not what was wrong. */
  #others({ url, method }: FastifyRequest): readonly string[] {
    const methods = this.allowed.at(url);
    return methods.includes(method) ? [] : methods;
  }
}

/** False where no route but the catch-all of the pages took the request. */
function isRouted({ routeOptions }: FastifyRequest): boolean {
  return routeOptions.url !== undefined && !routeOptions.url.includes('*');
}
