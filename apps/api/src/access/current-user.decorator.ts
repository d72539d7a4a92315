import { AppError } from '@gatehouse/auth-core';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { UserRow } from '../users/user-view.ts';

/** Who is logged in. On a public route it refuses visitors: it never answers with nobody. */
export const CurrentUser = createParamDecorator(
  (_: unknown, context: ExecutionContext): UserRow => {
    const { browser } = context.switchToHttp().getRequest<FastifyRequest>();
    if (!browser.session?.user)
      throw new AppError('unauthenticated', { detail: 'Please log in first' });
    return browser.session.user;
  },
);
