import {
  type Confirmation,
  confirmationSchema,
  restrictions,
  type SessionView,
  sessionViewSchema,
} from '@gatehouse/auth-core';
import { Body, Controller, Delete, Get, Header, Post } from '@nestjs/common';
import { AllowedWhile, Public, WhileActing } from '../access/access.decorators.ts';
import { CurrentBrowser } from '../access/current-browser.decorator.ts';
import { CurrentUser } from '../access/current-user.decorator.ts';
import { PasswordService } from '../account/password.service.ts';
import { CoherentTransaction } from '../announcements/coherent-transaction.ts';
import type { Browser } from '../browser/browser.ts';
import { SessionEvents } from '../events/session-events.ts';
import { Answers, AnswersNothing } from '../http/answers.decorator.ts';
import { SessionAnswer } from '../recognition/session-answer.ts';
import { toSessionView } from '../session/active-session.ts';
import { holdSession } from '../session/hold-session.ts';
import { SessionService } from '../session/session.service.ts';
import type { UserRow } from '../users/user-view.ts';

@Controller('api/session')
@AllowedWhile(restrictions)
export class SessionController {
  constructor(
    private readonly sessions: SessionService,
    private readonly passwords: PasswordService,
    private readonly transaction: CoherentTransaction,
    private readonly events: SessionEvents,
    private readonly answer: SessionAnswer,
  ) {}

  @Get()
  @Public()
  @Answers(sessionViewSchema)
  @Header('content-type', 'application/json; charset=utf-8')
  current(@CurrentBrowser() browser: Browser): string {
    return this.answer.of(browser.session);
  }

  @Delete()
  @Public()
  @AnswersNothing()
  logOut(@CurrentBrowser() browser: Browser): Promise<void> {
    return this.sessions.end(browser);
  }

  @Post('confirmation')
  @WhileActing(false)
  @Answers(sessionViewSchema)
  async confirm(
    @CurrentBrowser() browser: Browser,
    @CurrentUser() user: UserRow,
    @Body({ schema: confirmationSchema }) { password }: Confirmation,
  ): Promise<SessionView> {
    await this.passwords.prove(browser, { userId: user.id, password });
    const { token, session } = await this.transaction.run(async (manager) => {
      const renewed = await this.sessions.renew(manager, browser);
      await this.events.confirmed(manager, browser, renewed.session);
      return renewed;
    });
    return toSessionView(holdSession(browser, token, session));
  }
}
