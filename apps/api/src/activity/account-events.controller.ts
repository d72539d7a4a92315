import {
  type AccountEvent,
  accountEventSchema,
  type Page,
  pageQuerySchema,
  pageSchema,
} from '@gatehouse/auth-core';
import { Controller, Get, Query } from '@nestjs/common';
import { CurrentUser } from '../access/current-user.decorator.ts';
import { Answers } from '../http/answers.decorator.ts';
import type { UserRow } from '../users/user-view.ts';
import { AccountEvents } from './account-events.ts';

@Controller('api/account/events')
export class AccountEventsController {
  constructor(private readonly events: AccountEvents) {}

  @Get()
  @Answers(pageSchema(accountEventSchema))
  list(
    @CurrentUser() user: UserRow,
    @Query({ schema: pageQuerySchema })
    query: { readonly cursor?: string | undefined; readonly limit: number },
  ): Promise<Page<AccountEvent>> {
    return this.events.list(user.id, query);
  }
}
