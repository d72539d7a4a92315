import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Browser } from '../browser/browser.ts';

/** Whose request it is, logged in or not. */
export const CurrentBrowser = createParamDecorator(
  (_: unknown, context: ExecutionContext): Browser =>
    context.switchToHttp().getRequest<FastifyRequest>().browser,
);
