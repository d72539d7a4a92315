import {
  type Registration,
  type RegistrationProof,
  registrationProofSchema,
  registrationSchema,
  restrictions,
  type SessionView,
  sessionViewSchema,
} from '@gatehouse/auth-core';
import { Body, Controller, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { AllowedWhile, Public, WhileActing } from '../access/access.decorators.ts';
import { CurrentBrowser } from '../access/current-browser.decorator.ts';
import type { Browser } from '../browser/browser.ts';
import { FlashService } from '../flash/flash.service.ts';
import { Answers, AnswersNothing } from '../http/answers.decorator.ts';
import { Takes } from '../http/takes.decorator.ts';
import { toSessionView } from '../session/active-session.ts';
import { FinishedRegistrations } from './finished-registrations.ts';
import { RegistrationPipe } from './registration.pipe.ts';
import { RegistrationService } from './registration.service.ts';

@Controller('api')
export class RegistrationController {
  constructor(
    private readonly registrations: RegistrationService,
    private readonly finished: FinishedRegistrations,
    private readonly flash: FlashService,
  ) {}

  /** 201 with the session of a new account; 202, whatever the address, where mail decides. */
  @Post('users')
  @Public()
  @WhileActing(false)
  @Answers(sessionViewSchema, { status: 201 })
  @Answers(sessionViewSchema, { status: 202 })
  @Takes(registrationSchema())
  async register(
    @CurrentBrowser() browser: Browser,
    @Body(RegistrationPipe) registration: Registration,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const outcome = await this.registrations.register(browser, registration);
    if (outcome === 'mailed') {
      await this.flash.leave(browser, 'registration_mailed');
      reply.code(202);
    }
    return toSessionView(browser.session);
  }

  /** The link and the password make the account, and nothing else: its person logs in. */
  @Post('registrations')
  @Public()
  @AllowedWhile(restrictions)
  @WhileActing(false)
  @AnswersNothing()
  finish(
    @CurrentBrowser() browser: Browser,
    @Body({ schema: registrationProofSchema }) proof: RegistrationProof,
  ): Promise<void> {
    return this.finished.finish(browser, proof);
  }
}
