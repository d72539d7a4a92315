import {
  AppError,
  type EndedSessions,
  endedSessionsSchema,
  type SessionSummary,
  sessionSummarySchema,
} from '@gatehouse/auth-core';
import { Controller, Delete, Get, Param } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Fresh } from '../access/access.decorators.ts';
import { CurrentBrowser } from '../access/current-browser.decorator.ts';
import { CurrentUser } from '../access/current-user.decorator.ts';
import type { Browser } from '../browser/browser.ts';
import { isSessionId } from '../browser/session-token.ts';
import { FlashService } from '../flash/flash.service.ts';
import { Answers, AnswersNothing } from '../http/answers.decorator.ts';
import { DeviceSessions } from '../session/device-sessions.ts';
import { SessionService } from '../session/session.service.ts';
import type { UserRow } from '../users/user-view.ts';

@Controller('api/account/sessions')
export class DevicesController {
  constructor(
    private readonly database: DataSource,
    private readonly devices: DeviceSessions,
    private readonly sessions: SessionService,
    private readonly flash: FlashService,
  ) {}

  @Get()
  @Answers(sessionSummarySchema, { isArray: true })
  list(
    @CurrentBrowser() browser: Browser,
    @CurrentUser() user: UserRow,
  ): Promise<SessionSummary[]> {
    return this.devices.list(user.id, currentId(browser));
  }

  /** Ending the session that asks is a log-out. */
  @Delete(':id')
  @AnswersNothing()
  async end(
    @CurrentBrowser() browser: Browser,
    @CurrentUser() user: UserRow,
    @Param('id') id: string,
  ): Promise<void> {
    if (id === currentId(browser)) return this.sessions.end(browser);
    if (!isSessionId(id) || !(await this.devices.end(user.id, id))) throw new AppError('not_found');
    await this.flash.leave(browser, 'session_ended');
  }

  @Delete()
  @Fresh()
  @Answers(endedSessionsSchema)
  async endOthers(
    @CurrentBrowser() browser: Browser,
    @CurrentUser() user: UserRow,
  ): Promise<EndedSessions> {
    const endedSessions = await this.devices.endOthers(
      this.database.manager,
      user.id,
      currentId(browser),
    );
    await this.flash.leave(browser, 'sessions_ended', { count: endedSessions });
    return { endedSessions };
  }
}

function currentId({ session }: Browser): string {
  if (!session) throw new AppError('unauthenticated');
  return session.id;
}
