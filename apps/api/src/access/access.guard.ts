import { AppError, authorize } from '@gatehouse/auth-core';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { SessionRecognition } from '../recognition/session-recognition.ts';
import { FreshProof } from './fresh-proof.ts';
import { RouteAccess } from './route-access.ts';

/** Guards every route: closed unless it is marked open, and subject to its policy. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly routes: RouteAccess,
    private readonly recognition: SessionRecognition,
    private readonly proof: FreshProof,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.routes.of(context);
    if (access.isSessionless) return true;

    const { browser } = context.switchToHttp().getRequest<FastifyRequest>();
    if (access.isBackground) browser.isBackground = true;
    if (!this.recognition.recogniseAtOnce(browser)) await this.recognition.recognise(browser);
    if (access.isPublic) return true;

    if (!browser.session?.user)
      throw new AppError('unauthenticated', { detail: 'Please log in first' });
    if (access.policy) authorize(access.policy, browser.session.user, undefined);
    if (access.isFresh) await this.proof.require(browser);
    return true;
  }
}
