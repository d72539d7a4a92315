import {
  type AppError,
  type FlashCode,
  type FlashParams,
  loginPath,
  paths,
} from '@gatehouse/auth-core';
import { type ArgumentsHost, Catch, type ExceptionFilter, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FlashService } from '../flash/flash.service.ts';
import { toAppError } from '../http/problem.ts';
import { logRefusal, sendProblem } from '../http/send-problem.ts';
import { formFields } from './form-fields.ts';
import { seeOther } from './see-other.ts';

interface Message {
  readonly code: FlashCode;
  readonly params?: FlashParams;
}

/** A refused form leads back to its page, with the reason waiting there. */
@Catch()
@Injectable()
export class FormFilter implements ExceptionFilter {
  constructor(private readonly flash: FlashService) {}

  async catch(thrown: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest & { next?: string }>();
    const reply = http.getResponse<FastifyReply>();
    const error = toAppError(thrown);
    const next = request.next ?? formFields(request.body)['next'];
    const page = request.url.startsWith(paths.register) ? paths.register : paths.login;
    try {
      for (const { code, params } of messagesFor(error, request))
        await this.flash.leave(request.browser, code, params);
      logRefusal(request, error);
      seeOther(reply, next ? loginPath(next, page) : page);
    } catch {
      // Nothing can be remembered either: say it at once, as what it is.
      sendProblem(request, reply, error);
    }
  }
}

function messagesFor(error: AppError, request: FastifyRequest): readonly Message[] {
  switch (error.code) {
    case 'validation_failed':
      return fieldMessages(error);
    case 'username_taken':
      return [
        {
          code: 'username_taken',
          params: { username: formFields(request.body)['username']?.trim() ?? '' },
        },
      ];
    case 'email_taken':
    case 'invalid_credentials':
      return [{ code: error.code }];
    case 'rate_limited':
      return [{ code: 'invalid_field', params: { problem: error.message } }];
    default:
      return [
        { code: request.url.startsWith(paths.register) ? 'registration_failed' : 'login_failed' },
      ];
  }
}

/** Each thing to mend, once. */
function fieldMessages({ fields = {} }: AppError): readonly Message[] {
  const problems = new Set(Object.values(fields).flat());
  return [...problems].map((problem) => ({ code: 'invalid_field', params: { problem } }));
}
