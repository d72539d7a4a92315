import { canAdminister, type PasswordDemand, passwordDemandSchema } from '@gatehouse/auth-core';
import { Body, Controller, Param, Put } from '@nestjs/common';
import { Authorize, Fresh } from '../access/access.decorators.ts';
import { CurrentBrowser } from '../access/current-browser.decorator.ts';
import { CurrentUser } from '../access/current-user.decorator.ts';
import { RecordIdPipe } from '../access/record-id.pipe.ts';
import { CoherentTransaction } from '../announcements/coherent-transaction.ts';
import type { Browser } from '../browser/browser.ts';
import { FlashService } from '../flash/flash.service.ts';
import { AnswersNothing } from '../http/answers.decorator.ts';
import type { UserRow } from '../users/user-view.ts';
import { PasswordDemands } from './password-demands.ts';

/** For an admin who has reason to think that a password is known to somebody else. */
@Controller('api/admin/users/:id/password-demand')
@Authorize(canAdminister)
export class PasswordDemandController {
  constructor(
    private readonly demands: PasswordDemands,
    private readonly transaction: CoherentTransaction,
    private readonly flash: FlashService,
  ) {}

  @Put()
  @Fresh()
  @AnswersNothing()
  async set(
    @CurrentBrowser() browser: Browser,
    @CurrentUser() actor: UserRow,
    @Param('id', RecordIdPipe) id: string,
    @Body({ schema: passwordDemandSchema }) { demanded }: PasswordDemand,
  ): Promise<void> {
    const username = await this.transaction.run((manager) =>
      this.demands.set(manager, { id, actorId: actor.id, demanded }),
    );
    const code = demanded ? 'password_demanded' : 'password_demand_ended';
    await this.flash.leave(browser, code, { username });
  }
}
