import {
  type AdminUser,
  adminUserQuerySchema,
  adminUserSchema,
  canAdminister,
  type EndedSessions,
  endedSessionsSchema,
  type FlashCode,
  type Page,
  pageSchema,
  type Suspension,
  suspensionSchema,
} from '@gatehouse/auth-core';
import { Body, Controller, Delete, Get, Param, Put, Query } from '@nestjs/common';
import { Authorize, Fresh } from '../access/access.decorators.ts';
import { CurrentBrowser } from '../access/current-browser.decorator.ts';
import { CurrentUser } from '../access/current-user.decorator.ts';
import { RecordIdPipe } from '../access/record-id.pipe.ts';
import type { Browser } from '../browser/browser.ts';
import { FlashService } from '../flash/flash.service.ts';
import { Answers } from '../http/answers.decorator.ts';
import type { UserRow } from '../users/user-view.ts';
import { AccountWrites } from './account-writes.ts';
import { type AccountQuery, Accounts } from './accounts.ts';

@Controller('api/admin/users')
@Authorize(canAdminister)
export class AdminUsersController {
  constructor(
    private readonly accounts: Accounts,
    private readonly writes: AccountWrites,
    private readonly flash: FlashService,
  ) {}

  @Get()
  @Answers(pageSchema(adminUserSchema))
  list(@Query({ schema: adminUserQuerySchema }) query: AccountQuery): Promise<Page<AdminUser>> {
    return this.accounts.list(query);
  }

  @Get(':id')
  @Answers(adminUserSchema)
  show(@Param('id', RecordIdPipe) id: string): Promise<AdminUser> {
    return this.accounts.get(id);
  }

  @Put(':id/suspension')
  @Fresh()
  @Answers(adminUserSchema)
  async suspend(
    @CurrentBrowser() browser: Browser,
    @CurrentUser() actor: UserRow,
    @Param('id', RecordIdPipe) id: string,
    @Body({ schema: suspensionSchema }) { reason }: Suspension,
  ): Promise<AdminUser> {
    await this.writes.suspend({ browser, actor, id }, reason);
    return this.#told(browser, id, 'user_suspended');
  }

  @Delete(':id/suspension')
  @Fresh()
  @Answers(adminUserSchema)
  async endSuspension(
    @CurrentBrowser() browser: Browser,
    @CurrentUser() actor: UserRow,
    @Param('id', RecordIdPipe) id: string,
  ): Promise<AdminUser> {
    await this.writes.endSuspension({ browser, actor, id });
    return this.#told(browser, id, 'suspension_ended');
  }

  @Delete(':id/sessions')
  @Fresh()
  @Answers(endedSessionsSchema)
  async endSessions(
    @CurrentBrowser() browser: Browser,
    @CurrentUser() actor: UserRow,
    @Param('id', RecordIdPipe) id: string,
  ): Promise<EndedSessions> {
    const { username } = await this.accounts.get(id);
    const endedSessions = await this.writes.endSessions({ browser, actor, id });
    await this.flash.leave(browser, 'user_sessions_ended', { username, count: endedSessions });
    return { endedSessions };
  }

  /** The account as it is now, and the news of it. */
  async #told(browser: Browser, id: string, code: FlashCode): Promise<AdminUser> {
    const account = await this.accounts.get(id);
    await this.flash.leave(browser, code, { username: account.username });
    return account;
  }
}
