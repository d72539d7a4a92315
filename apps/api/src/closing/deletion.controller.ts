import { type AccountDeletion, accountDeletionSchema } from '@gatehouse/auth-core';
import { Controller, Delete, Get } from '@nestjs/common';
import { AllowedWhile } from '../access/access.decorators.ts';
import { CurrentBrowser } from '../access/current-browser.decorator.ts';
import { CurrentUser } from '../access/current-user.decorator.ts';
import { CoherentTransaction } from '../announcements/coherent-transaction.ts';
import type { Browser } from '../browser/browser.ts';
import { FlashService } from '../flash/flash.service.ts';
import { Answers, AnswersNothing } from '../http/answers.decorator.ts';
import type { UserRow } from '../users/user-view.ts';
import { AccountClosing } from './account-closing.ts';
import { DeletionOutlook } from './deletion-outlook.ts';

/** The deletion of one's own account: what it means, and the way back. `DELETE /api/users/:id` begins it. */
@Controller('api/account/deletion')
@AllowedWhile(['account_closing'])
export class DeletionController {
  constructor(
    private readonly outlook: DeletionOutlook,
    private readonly closing: AccountClosing,
    private readonly transaction: CoherentTransaction,
    private readonly flash: FlashService,
  ) {}

  @Get()
  @Answers(accountDeletionSchema)
  read(@CurrentUser() user: UserRow): Promise<AccountDeletion> {
    return this.outlook.of(user.id);
  }

  @Delete()
  @AnswersNothing()
  async keep(@CurrentBrowser() browser: Browser, @CurrentUser() user: UserRow): Promise<void> {
    await this.transaction.run((manager) => this.closing.restore(manager, user, user.id));
    await this.flash.leave(browser, 'account_kept');
  }
}
