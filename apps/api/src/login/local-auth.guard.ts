import { AppError, credentialsSchema, flashCatalogue } from '@gatehouse/auth-core';
import { type ExecutionContext, Injectable } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { tellFailure } from '../http/tell-failure.ts';
import { parseBody } from '../http/validation.ts';
import { LocalStrategy } from './local.strategy.ts';

/** Checks an identifier and a password, and puts their owner on the request. */
@Injectable()
export class LocalAuthGuard extends AuthGuard() {
  constructor(strategy: LocalStrategy) {
    super({
      // Passport keeps names for the whole process: two applications in it would ask the one that came
      // last. And it leaves the callbacks of a request on the strategy, so each request gets its own.
      get defaultStrategy(): string {
        return Object.create(strategy);
      },
    });
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    // Guards run before pipes: without this, passport would read a body that nobody has checked.
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    request.body = parseBody(credentialsSchema, request.body);
    return (await super.canActivate(context)) === true;
  }

  override handleRequest<User>(error: unknown, user: User | false): User {
    if (error) throw tellFailure(error, flashCatalogue.login_failed.text);
    if (!user) throw new AppError('invalid_credentials');
    return user;
  }
}
