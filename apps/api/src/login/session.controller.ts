import {
  type Confirmation,
  confirmationSchema,
  type SessionView,
  sessionViewSchema,
} from '@gatehouse/auth-core';
import { Body, Controller, Delete, Get, Post } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Public } from '../access/access.decorators.ts';
import { CurrentBrowser } from '../access/current-browser.decorator.ts';
import { CurrentUser } from '../access/current-user.decorator.ts';
import { PasswordService } from '../account/password.service.ts';
import type { Browser } from '../browser/browser.ts';
import { Answers, AnswersNothing } from '../http/answers.decorator.ts';
import { toSessionView } from '../session/active-session.ts';
import { SessionService } from '../session/session.service.ts';
import type { UserRow } from '../users/user-view.ts';

@Controller('api/session')
export class SessionController {
  constructor(
    private readonly sessions: SessionService,
    private readonly passwords: PasswordService,
    private readonly database: DataSource,
  ) {}

  @Get()
  @Public()
  @Answers(sessionViewSchema)
  current(@CurrentBrowser() browser: Browser): SessionView {
    return toSessionView(browser.session);
  }

  @Delete()
  @Public()
  @AnswersNothing()
  logOut(@CurrentBrowser() browser: Browser): Promise<void> {
    return this.sessions.end(browser);
  }

  @Post('confirmation')
  @Answers(sessionViewSchema)
  async confirm(
    @CurrentBrowser() browser: Browser,
    @CurrentUser() user: UserRow,
    @Body({ schema: confirmationSchema }) { password }: Confirmation,
  ): Promise<SessionView> {
    await this.passwords.prove(user.id, password);
    return toSessionView(await this.sessions.renew(this.database.manager, browser));
  }
}
