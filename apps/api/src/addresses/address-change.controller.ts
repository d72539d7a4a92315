import {
  type MailedLink,
  mailedLinkSchema,
  restrictions,
  type WaitingAddress,
  waitingAddressSchema,
} from '@gatehouse/auth-core';
import { Body, Controller, Delete, Get, Post } from '@nestjs/common';
import { AllowedWhile, Public } from '../access/access.decorators.ts';
import { CurrentBrowser } from '../access/current-browser.decorator.ts';
import { CurrentUser } from '../access/current-user.decorator.ts';
import type { Browser } from '../browser/browser.ts';
import { FlashService } from '../flash/flash.service.ts';
import { Answers, AnswersNothing } from '../http/answers.decorator.ts';
import type { UserRow } from '../users/user-view.ts';
import { AddressConfirmations } from './address-confirmations.ts';

@Controller('api')
export class AddressChangeController {
  constructor(
    private readonly confirmations: AddressConfirmations,
    private readonly flash: FlashService,
  ) {}

  @Post('email-changes')
  @Public()
  @AllowedWhile(restrictions)
  @AnswersNothing()
  confirm(
    @CurrentBrowser() browser: Browser,
    @Body({ schema: mailedLinkSchema }) { token }: MailedLink,
  ): Promise<void> {
    return this.confirmations.confirm(browser, token);
  }

  @Get('account/email-change')
  @Answers(waitingAddressSchema)
  async waiting(@CurrentUser() user: UserRow): Promise<WaitingAddress> {
    return { email: await this.confirmations.waiting(user.id) };
  }

  @Delete('account/email-change')
  @AnswersNothing()
  async cancel(@CurrentBrowser() browser: Browser, @CurrentUser() user: UserRow): Promise<void> {
    await this.confirmations.cancel(browser, user.id);
    await this.flash.leave(browser, 'email_change_cancelled');
  }
}
