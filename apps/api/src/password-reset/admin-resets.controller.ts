import { canAdminister } from '@gatehouse/auth-core';
import { Controller, Param, Post, UseGuards } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Authorize, Fresh } from '../access/access.decorators.ts';
import { CurrentBrowser } from '../access/current-browser.decorator.ts';
import { CurrentUser } from '../access/current-user.decorator.ts';
import { RecordIdPipe } from '../access/record-id.pipe.ts';
import type { Browser } from '../browser/browser.ts';
import { SecurityEvents } from '../events/security-events.ts';
import { AnswersLater } from '../http/answers.decorator.ts';
import { MailIsOn } from '../recovery/mail-is-on.guard.ts';
import type { UserRow } from '../users/user-view.ts';
import { PasswordResets } from './password-resets.ts';

/** Admins begin a new password for somebody, and never see or choose it. */
@Controller('api/admin/users')
@Authorize(canAdminister)
@UseGuards(MailIsOn)
export class AdminResetsController {
  constructor(
    private readonly database: DataSource,
    private readonly resets: PasswordResets,
    private readonly events: SecurityEvents,
  ) {}

  @Post(':id/password-reset')
  @Fresh()
  @AnswersLater('A link is on its way to the address of the account.')
  async start(
    @CurrentBrowser() browser: Browser,
    @CurrentUser() actor: UserRow,
    @Param('id', RecordIdPipe) id: string,
  ): Promise<void> {
    await this.database.transaction(async (manager) => {
      await this.resets.start(manager, { id });
      const about = { userId: id, actorId: actor.id, browser };
      const details = { action: 'password_reset_sent' } as const;
      await this.events.record(manager, { name: 'authz_admin', ...about, details });
    });
  }
}
