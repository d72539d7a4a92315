import {
  AppError,
  decisionPath,
  type Flash,
  flash,
  isGuardedPage,
  loginPath,
  pageAt,
  paths,
  returnPath,
  tokenPages,
} from '@gatehouse/auth-core';
import { Controller, Get, Inject, Logger, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Sessionless } from '../access/access.decorators.ts';
import { ENV } from '../config/config.module.ts';
import type { Env } from '../config/env.ts';
import { FlashService } from '../flash/flash.service.ts';
import { seeOther } from '../forms/see-other.ts';
import { pagePolicy } from '../http/security-headers.ts';
import { SessionRecognition } from '../recognition/session-recognition.ts';
import { toSessionView } from '../session/active-session.ts';
import { isPageRequest, isPrefetch } from './navigation.ts';
import { PageFiles } from './page-files.ts';
import { type Bootstrap, renderPage } from './render-page.ts';

/** Serves the web app: for every address that is nobody else's, the page that belongs there. */
@Controller()
@ApiExcludeController()
@Sessionless()
export class PagesController {
  readonly #logger = new Logger('pages');

  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly files: PageFiles,
    private readonly recognition: SessionRecognition,
    private readonly flash: FlashService,
  ) {}

  @Get('signup')
  signUp(@Req() { url }: FastifyRequest, @Res() reply: FastifyReply): void {
    seeOther(reply, paths.register + searchOf(url));
  }

  @Get('.well-known/change-password')
  changePassword(@Res() reply: FastifyReply): void {
    seeOther(reply, paths.settingsPassword);
  }

  @Get(['/', '*'])
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    // Appended, not resolved: `//evil` would be read as a host.
    const { pathname, searchParams } = new URL(this.env.publicUrl.origin + request.url);
    const document = isPageRequest(request, pathname) ? this.files.at(pathname) : undefined;
    if (document === undefined) throw new AppError('not_found');

    const bootstrap = await this.#bootstrap(request);
    const isVisitor = bootstrap.view?.user === null;
    const next = searchParams.get('next');
    if (isVisitor && isGuardedPage(pathname)) return seeOther(reply, loginPath(request.url));
    const decision = decisionPath(bootstrap.view?.user?.restriction, pathname);
    if (decision) return seeOther(reply, decision);
    if (bootstrap.view?.user && isEntrance(pathname)) return seeOther(reply, returnPath(next));

    const messages = await this.#messages(request, bootstrap);
    const page = pageAt(pathname);
    // What such a page is opened with must not go on to where its links lead.
    if (page && tokenPages.includes(page)) reply.header('referrer-policy', 'no-referrer');
    const asksToLogIn = isVisitor && next !== null && isEntrance(pathname) && messages.length === 0;
    reply
      .code(page ? 200 : 404)
      .type('text/html; charset=utf-8')
      .header('content-security-policy', pagePolicy)
      .header('cache-control', request.browser.hasCookie ? 'no-store' : 'no-cache')
      .send(
        renderPage(document, {
          bootstrap: { ...bootstrap, flash: messages },
          notices: asksToLogIn ? [this.#message()] : messages,
          next: isEntrance(pathname) ? next : null,
        }),
      );
  }

  /** A page is shown even when sessions cannot be read: it says so, and does not call anybody logged out. */
  async #bootstrap(request: FastifyRequest): Promise<Bootstrap> {
    try {
      await this.recognition.recognise(request.browser);
      return this.#blank(toSessionView(request.browser.session));
    } catch (error) {
      this.#logger.error(error);
      return this.#blank(null);
    }
  }

  #blank(view: Bootstrap['view']): Bootstrap {
    const { passwordMinLength, mail } = this.env;
    return { view, flash: [], passwordMinLength, hasMail: mail.kind !== 'none' };
  }

  /** Hands over what waits, unless nobody may ever see this page. */
  async #messages(request: FastifyRequest, { view }: Bootstrap): Promise<readonly Flash[]> {
    // How many wait is not asked: another process may have been told a moment ago.
    if (!view || request.method === 'HEAD' || isPrefetch(request)) return [];
    return this.flash.take(request.browser).catch(() => []);
  }

  #message(): Flash {
    return flash('login_required', undefined, this.env.flashTexts);
  }
}

function isEntrance(pathname: string): boolean {
  const page = pageAt(pathname);
  return page === 'login' || page === 'register';
}

function searchOf(url: string): string {
  const start = url.indexOf('?');
  return start === -1 ? '' : url.slice(start);
}
