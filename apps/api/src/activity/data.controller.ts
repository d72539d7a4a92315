import { Readable } from 'node:stream';
import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { Fresh } from '../access/access.decorators.ts';
import { CurrentBrowser } from '../access/current-browser.decorator.ts';
import { CurrentUser } from '../access/current-user.decorator.ts';
import type { Browser } from '../browser/browser.ts';
import { OnceInAWhile } from '../events/once-in-a-while.ts';
import { SecurityEvents } from '../events/security-events.ts';
import { AnswersFile } from '../http/answers.decorator.ts';
import type { UserRow } from '../users/user-view.ts';
import { DataCopy } from './data-copy.ts';

const HOUR = 3_600_000;

@Controller('api/account/data')
export class DataController {
  readonly #kept = new OnceInAWhile(HOUR);

  constructor(
    private readonly database: DataSource,
    private readonly copy: DataCopy,
    private readonly events: SecurityEvents,
  ) {}

  /** A thief of a session would have everything at once: it asks for the password. */
  @Get()
  @Fresh()
  @AnswersFile('application/json', 'Everything that is kept of you, without what is secret.')
  async read(
    @CurrentBrowser() browser: Browser,
    @CurrentUser() user: UserRow,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const event = {
      name: 'sensitive_read',
      userId: user.id,
      browser,
      details: { object: 'own_data' },
    } as const;
    if (this.#kept.isDue(user.id)) await this.events.record(this.database, event);
    else this.events.tell(event);
    await reply
      .type('application/json; charset=utf-8')
      .header('content-disposition', 'attachment; filename="my-data.json"')
      .send(Readable.from(this.copy.of(user.id), { objectMode: false }));
  }
}
