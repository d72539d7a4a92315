import {
  type ActingRequest,
  actingRequestSchema,
  canAdminister,
  restrictions,
  type SessionView,
  sessionViewSchema,
} from '@gatehouse/auth-core';
import { Body, Controller, Delete, HttpCode, Param, Post } from '@nestjs/common';
import {
  AllowedWhile,
  Authorize,
  Fresh,
  Public,
  WhileActing,
} from '../access/access.decorators.ts';
import { CurrentBrowser } from '../access/current-browser.decorator.ts';
import { RecordIdPipe } from '../access/record-id.pipe.ts';
import type { Browser } from '../browser/browser.ts';
import { FlashService } from '../flash/flash.service.ts';
import { Answers } from '../http/answers.decorator.ts';
import { toSessionView } from '../session/active-session.ts';
import { UsersService } from '../users/users.service.ts';
import { ActingService } from './acting.service.ts';

/** An admin uses the product as somebody else, and stops. */
@Controller('api')
export class ActingController {
  constructor(
    private readonly acting: ActingService,
    private readonly users: UsersService,
    private readonly flash: FlashService,
  ) {}

  @Post('admin/users/:id/impersonation')
  @Authorize(canAdminister)
  @Fresh()
  @HttpCode(200)
  @Answers(sessionViewSchema)
  async begin(
    @CurrentBrowser() browser: Browser,
    @Param('id', RecordIdPipe) id: string,
    @Body({ schema: actingRequestSchema }) { reason }: ActingRequest,
  ): Promise<SessionView> {
    const user = await this.users.getOrFail(id);
    return toSessionView(await this.acting.begin(browser, { user, reason }));
  }

  /** Also for a visitor: the session may have ended meanwhile, and that is no fault. */
  @Delete('session/impersonation')
  @Public()
  @WhileActing(true)
  @AllowedWhile(restrictions)
  @Answers(sessionViewSchema)
  async end(@CurrentBrowser() browser: Browser): Promise<SessionView> {
    const wasActing = browser.session?.actor != null;
    const session = await this.acting.end(browser);
    if (wasActing && session) await this.flash.leave(browser, 'acting_ended');
    return toSessionView(session);
  }
}
