import { Readable } from 'node:stream';
import {
  canAdminister,
  type EventFilter,
  eventFilterSchema,
  eventQuerySchema,
  type LoggedEvent,
  loggedEventSchema,
  type Page,
  pageSchema,
} from '@gatehouse/auth-core';
import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { Authorize, Fresh } from '../access/access.decorators.ts';
import { CurrentBrowser } from '../access/current-browser.decorator.ts';
import { CurrentUser } from '../access/current-user.decorator.ts';
import type { Browser } from '../browser/browser.ts';
import { SecurityEvents } from '../events/security-events.ts';
import { Answers, AnswersFile } from '../http/answers.decorator.ts';
import type { UserRow } from '../users/user-view.ts';
import { csvHeader, csvLines } from './event-csv.ts';
import { EventLog } from './event-log.ts';

/** Events that are held at once while all of them are sent. */
const SLICE = 1000;

@Controller('api/admin')
@Authorize(canAdminister)
export class EventsController {
  constructor(
    private readonly log: EventLog,
    private readonly events: SecurityEvents,
    private readonly database: DataSource,
  ) {}

  @Get('events')
  @Answers(pageSchema(loggedEventSchema))
  list(
    @Query({ schema: eventQuerySchema })
    query: EventFilter & { readonly cursor?: string; readonly limit: number },
  ): Promise<Page<LoggedEvent>> {
    return this.log.page(query);
  }

  /** Whoever takes all of it away proves the password, and is written down. */
  @Get('events.csv')
  @Fresh()
  @AnswersFile('text/csv', 'The events that are kept, the newest first.')
  async download(
    @CurrentBrowser() browser: Browser,
    @CurrentUser() { id }: UserRow,
    @Query({ schema: eventFilterSchema }) filter: EventFilter,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const details = { object: 'events' };
    await this.events.record(this.database, {
      name: 'sensitive_read',
      userId: id,
      browser,
      details,
    });
    await reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="events.csv"')
      .send(Readable.from(this.#lines(filter), { objectMode: false }));
  }

  async *#lines(filter: EventFilter): AsyncGenerator<string> {
    yield csvHeader;
    for await (const events of this.log.all(filter, SLICE)) yield csvLines(events);
  }
}
