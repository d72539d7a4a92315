import {
  type Credentials,
  loginPath,
  paths,
  pathTo,
  type Registration,
  restrictions,
  returnPath,
} from '@gatehouse/auth-core';
import { Body, Controller, Post, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AllowedWhile, Public, WhileActing } from '../access/access.decorators.ts';
import { CurrentBrowser } from '../access/current-browser.decorator.ts';
import { ActingService } from '../acting/acting.service.ts';
import type { Browser } from '../browser/browser.ts';
import { FlashService } from '../flash/flash.service.ts';
import { RegistrationService } from '../registration/registration.service.ts';
import { SessionService } from '../session/session.service.ts';
import { SessionStart } from '../session/session-start.ts';
import type { UserEntity } from '../users/user.entity.ts';
import { FormFilter } from './form.filter.ts';
import { FormAuthGuard } from './form-auth.guard.ts';
import { RegistrationFormPipe } from './registration-form.pipe.ts';
import { seeOther } from './see-other.ts';

interface LoginFormRequest extends FastifyRequest<{ Body: Credentials }> {
  /** Put there by the guard. */
  readonly user: UserEntity;
  readonly next: string | undefined;
}

/** The forms of pages without scripts: the same work, answered by a redirect and a message. */
@Controller()
@ApiExcludeController()
@Public()
@UseFilters(FormFilter)
export class FormsController {
  constructor(
    private readonly sessions: SessionService,
    private readonly starts: SessionStart,
    private readonly registrations: RegistrationService,
    private readonly acting: ActingService,
    private readonly flash: FlashService,
  ) {}

  @Post('login')
  @WhileActing(false)
  @AllowedWhile(restrictions)
  @UseGuards(FormAuthGuard)
  async logIn(
    @Req() { browser, user, body, next }: LoginFormRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.starts.start(browser, {
      user,
      remember: body.remember === true,
      greeting: 'logged_in',
    });
    seeOther(reply, returnPath(next));
  }

  @Post('register')
  @WhileActing(false)
  async register(
    @CurrentBrowser() browser: Browser,
    @Body(RegistrationFormPipe) {
      registration,
      next,
    }: { registration: Registration; next: string | undefined },
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const outcome = await this.registrations.register(browser, registration);
    if (outcome === 'logged_in') return seeOther(reply, returnPath(next));
    await this.flash.leave(browser, 'registration_mailed');
    seeOther(reply, next ? loginPath(next) : paths.login);
  }

  @Post('logout')
  @AllowedWhile(restrictions)
  async logOut(@CurrentBrowser() browser: Browser, @Res() reply: FastifyReply): Promise<void> {
    await this.sessions.end(browser);
    seeOther(reply, paths.login);
  }

  /** An admin who acted for somebody is themself again. */
  @Post('stop-acting')
  @WhileActing(true)
  @AllowedWhile(restrictions)
  async stopActing(@CurrentBrowser() browser: Browser, @Res() reply: FastifyReply): Promise<void> {
    const { user, actor } = browser.session ?? {};
    await this.acting.end(browser);
    seeOther(reply, user && actor ? pathTo('adminUser', { id: user.id }) : paths.home);
  }
}
