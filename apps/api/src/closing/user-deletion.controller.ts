import { canAdminister } from '@gatehouse/auth-core';
import { Controller, Delete, Param } from '@nestjs/common';
import { Authorize, Fresh } from '../access/access.decorators.ts';
import { CurrentBrowser } from '../access/current-browser.decorator.ts';
import { CurrentUser } from '../access/current-user.decorator.ts';
import { RecordIdPipe } from '../access/record-id.pipe.ts';
import { CoherentTransaction } from '../announcements/coherent-transaction.ts';
import type { Browser } from '../browser/browser.ts';
import { FlashService } from '../flash/flash.service.ts';
import { AnswersNothing } from '../http/answers.decorator.ts';
import type { UserRow } from '../users/user-view.ts';
import { AccountClosing } from './account-closing.ts';

/** An admin takes back somebody's deletion before it is due. */
@Controller('api/admin/users/:id/deletion')
@Authorize(canAdminister)
export class UserDeletionController {
  constructor(
    private readonly closing: AccountClosing,
    private readonly transaction: CoherentTransaction,
    private readonly flash: FlashService,
  ) {}

  @Delete()
  @Fresh()
  @AnswersNothing()
  async restore(
    @CurrentBrowser() browser: Browser,
    @CurrentUser() actor: UserRow,
    @Param('id', RecordIdPipe) id: string,
  ): Promise<void> {
    const { username } = await this.transaction.run((manager) =>
      this.closing.restore(manager, actor, id),
    );
    await this.flash.leave(browser, 'user_kept', { username });
  }
}
