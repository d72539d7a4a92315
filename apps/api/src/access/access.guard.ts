import { AppError, authorize } from '@gatehouse/auth-core';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { SessionRecognition } from '../recognition/session-recognition.ts';
import { Authorize, Background, Fresh, Public, Sessionless } from './access.decorators.ts';
import { FreshProof } from './fresh-proof.ts';

/** Guards every route: closed unless it is marked open, and subject to its policy. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly recognition: SessionRecognition,
    private readonly proof: FreshProof,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const route = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride(Sessionless, route)) return true;

    const { browser } = context.switchToHttp().getRequest<FastifyRequest>();
    if (this.reflector.getAllAndOverride(Background, route)) browser.isBackground = true;
    await this.recognition.recognise(browser);
    if (this.reflector.getAllAndOverride(Public, route)) return true;

    if (!browser.session?.user)
      throw new AppError('unauthenticated', { detail: 'Please log in first' });
    const policy = this.reflector.getAllAndOverride(Authorize, route);
    if (policy) authorize(policy, browser.session.user, undefined);
    if (this.reflector.getAllAndOverride(Fresh, route)) await this.proof.require(browser);
    return true;
  }
}
