import {
  type Credentials,
  credentialsSchema,
  flashCatalogue,
  restrictions,
  type SessionView,
  sessionViewSchema,
} from '@gatehouse/auth-core';
import { Controller, Post, Req, UseGuards } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AllowedWhile, Public, WhileActing } from '../access/access.decorators.ts';
import { Answers } from '../http/answers.decorator.ts';
import { Takes } from '../http/takes.decorator.ts';
import { tellFailure } from '../http/tell-failure.ts';
import { toSessionView } from '../session/active-session.ts';
import { SessionStart } from '../session/session-start.ts';
import type { UserEntity } from '../users/user.entity.ts';
import { LocalAuthGuard } from './local-auth.guard.ts';

interface LoginRequest extends FastifyRequest<{ Body: Credentials }> {
  /** Put there by the guard. */
  readonly user: UserEntity;
}

/** Logging in is creating a session. */
@Controller('api/session')
@AllowedWhile(restrictions)
export class LoginController {
  constructor(private readonly sessions: SessionStart) {}

  @Post()
  @Public()
  @WhileActing(false)
  @UseGuards(LocalAuthGuard)
  @Answers(sessionViewSchema)
  @Takes(credentialsSchema)
  async logIn(@Req() { browser, user, body }: LoginRequest): Promise<SessionView> {
    const logIn = { user, remember: body.remember === true, greeting: 'logged_in' } as const;
    try {
      return toSessionView(await this.sessions.start(browser, logIn));
    } catch (error) {
      throw tellFailure(error, flashCatalogue.login_failed.text);
    }
  }
}
