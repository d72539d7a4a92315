import { AppError, authorize } from '@gatehouse/auth-core';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Browser } from '../browser/browser.ts';
import { SessionRecognition } from '../recognition/session-recognition.ts';
import { ActingAccess } from './acting-access.ts';
import { FreshProof } from './fresh-proof.ts';
import { type Access, RouteAccess } from './route-access.ts';

/** Guards every route: closed unless it is marked open, and subject to its policy; more so to people who have to decide something. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly routes: RouteAccess,
    private readonly recognition: SessionRecognition,
    private readonly proof: FreshProof,
    private readonly acting: ActingAccess,
  ) {}

  /** Without a promise where none is needed: this is asked before every request. */
  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const access = this.routes.of(context);
    if (access.isSessionless) return true;

    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { browser } = request;
    if (access.isBackground) browser.isBackground = true;
    return this.recognition.recogniseAtOnce(browser)
      ? this.#admit(access, request)
      : this.recognition.recognise(browser).then(() => this.#admit(access, request));
  }

  #admit(access: Access, request: FastifyRequest): boolean | Promise<boolean> {
    const { browser } = request;
    if (!browser.session?.actor) return this.#judge(access, browser);
    this.acting.refuse(access, browser);
    const passes = this.#judge(access, browser);
    return this.acting.note(access, request).then(() => passes);
  }

  #judge(access: Access, browser: Browser): boolean | Promise<boolean> {
    refuseRestricted(access, browser);
    if (access.isPublic) return true;
    if (!browser.session?.user)
      throw new AppError('unauthenticated', { detail: 'Please log in first' });
    if (access.policy) authorize(access.policy, browser.session.user, undefined);
    return access.isFresh ? this.proof.require(browser).then(() => true) : true;
  }
}

/** Whoever has something to decide first does nothing else with this session. */
function refuseRestricted({ allowedWhile }: Access, { session }: Browser): void {
  const restriction = session?.user?.restriction;
  if (restriction && !allowedWhile.includes(restriction)) throw new AppError(restriction);
}
