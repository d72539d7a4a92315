import {
  type AccountEvent,
  accountEventSchema,
  canAdminister,
  type Page,
  pageQuerySchema,
  pageSchema,
  type SessionSummary,
  sessionSummarySchema,
} from '@gatehouse/auth-core';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { Authorize } from '../access/access.decorators.ts';
import { CurrentBrowser } from '../access/current-browser.decorator.ts';
import { RecordIdPipe } from '../access/record-id.pipe.ts';
import { AccountEvents } from '../activity/account-events.ts';
import type { Browser } from '../browser/browser.ts';
import { Answers } from '../http/answers.decorator.ts';
import { DeviceSessions } from '../session/device-sessions.ts';
import { Accounts } from './accounts.ts';

/** What is kept of an account, for admins: as its person sees it. */
@Controller('api/admin/users/:id')
@Authorize(canAdminister)
export class AdminRecordsController {
  constructor(
    private readonly accounts: Accounts,
    private readonly devices: DeviceSessions,
    private readonly record: AccountEvents,
  ) {}

  @Get('sessions')
  @Answers(sessionSummarySchema, { isArray: true })
  async sessions(
    @CurrentBrowser() { session }: Browser,
    @Param('id', RecordIdPipe) id: string,
  ): Promise<SessionSummary[]> {
    await this.accounts.get(id);
    return this.devices.list(id, session?.id ?? '');
  }

  @Get('events')
  @Answers(pageSchema(accountEventSchema))
  async events(
    @Param('id', RecordIdPipe) id: string,
    @Query({ schema: pageQuerySchema })
    query: { readonly cursor?: string | undefined; readonly limit: number },
  ): Promise<Page<AccountEvent>> {
    await this.accounts.get(id);
    return this.record.list(id, query);
  }
}
