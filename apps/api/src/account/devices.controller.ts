import {
  AppError,
  type EndedSessions,
  endedSessionsSchema,
  type SessionSummary,
  sessionSummarySchema,
} from '@gatehouse/auth-core';
import { Controller, Delete, Get, Param } from '@nestjs/common';
import { Fresh, WhileActing } from '../access/access.decorators.ts';
import { CurrentBrowser } from '../access/current-browser.decorator.ts';
import { CurrentUser } from '../access/current-user.decorator.ts';
import { CoherentTransaction } from '../announcements/coherent-transaction.ts';
import type { Browser } from '../browser/browser.ts';
import { isSessionId } from '../browser/session-token.ts';
import { SessionEvents } from '../events/session-events.ts';
import { FlashService } from '../flash/flash.service.ts';
import { Answers, AnswersNothing } from '../http/answers.decorator.ts';
import type { ActiveSession } from '../session/active-session.ts';
import { DeviceSessions } from '../session/device-sessions.ts';
import { SessionService } from '../session/session.service.ts';
import type { UserRow } from '../users/user-view.ts';

@Controller('api/account/sessions')
export class DevicesController {
  constructor(
    private readonly transaction: CoherentTransaction,
    private readonly devices: DeviceSessions,
    private readonly sessions: SessionService,
    private readonly flash: FlashService,
    private readonly events: SessionEvents,
  ) {}

  @Get()
  @WhileActing(true)
  @Answers(sessionSummarySchema, { isArray: true })
  list(
    @CurrentBrowser() browser: Browser,
    @CurrentUser() user: UserRow,
  ): Promise<SessionSummary[]> {
    return this.devices.list(user.id, currentSession(browser).id);
  }

  /** Ending the session that asks is a log-out. */
  @Delete(':id')
  @AnswersNothing()
  async end(
    @CurrentBrowser() browser: Browser,
    @CurrentUser() user: UserRow,
    @Param('id') id: string,
  ): Promise<void> {
    if (id === currentSession(browser).id) return this.sessions.end(browser);
    if (!isSessionId(id)) throw new AppError('not_found');
    await this.transaction.run(async (manager) => {
      if (!(await this.devices.end(manager, user.id, id))) throw new AppError('not_found');
      await this.events.ended(manager, browser, { id, user }, 'revoked');
    });
    await this.flash.leave(browser, 'session_ended');
  }

  @Delete()
  @Fresh()
  @Answers(endedSessionsSchema)
  async endOthers(
    @CurrentBrowser() browser: Browser,
    @CurrentUser() user: UserRow,
  ): Promise<EndedSessions> {
    const { id, key } = currentSession(browser);
    const endedSessions = await this.transaction.run(async (manager) => {
      const count = await this.devices.endOthers(manager, user.id, key);
      await this.events.endedOthers(manager, browser, { session: { id, user }, count });
      return count;
    });
    await this.flash.leave(browser, 'sessions_ended', { count: endedSessions });
    return { endedSessions };
  }
}

function currentSession({ session }: Browser): ActiveSession {
  if (!session) throw new AppError('unauthenticated');
  return session;
}
