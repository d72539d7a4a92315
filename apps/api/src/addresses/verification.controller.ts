import { type MailedLink, mailedLinkSchema, restrictions } from '@gatehouse/auth-core';
import { Body, Controller, Post, UseGuards } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AllowedWhile, Public, WhileActing } from '../access/access.decorators.ts';
import { CurrentBrowser } from '../access/current-browser.decorator.ts';
import { CurrentUser } from '../access/current-user.decorator.ts';
import type { Browser } from '../browser/browser.ts';
import { FlashService } from '../flash/flash.service.ts';
import { AnswersNothing } from '../http/answers.decorator.ts';
import { LetterLimit } from '../limits/letter-limit.ts';
import { MailIsOn } from '../recovery/mail-is-on.guard.ts';
import type { UserRow } from '../users/user-view.ts';
import { Verifications } from './verifications.ts';

@Controller('api')
export class VerificationController {
  constructor(
    private readonly database: DataSource,
    private readonly verifications: Verifications,
    private readonly limit: LetterLimit,
    private readonly flash: FlashService,
  ) {}

  /** Sends the letter again. Nothing is sent to an address that is verified already. */
  @Post('email-verification-requests')
  @WhileActing(false)
  @UseGuards(MailIsOn)
  @AnswersNothing({ status: 202 })
  async request(@CurrentBrowser() browser: Browser, @CurrentUser() user: UserRow): Promise<void> {
    if (user.emailVerified) return;
    await this.limit.spend(user.email);
    await this.database.transaction((manager) => this.verifications.mail(manager, user));
    await this.flash.leave(browser, 'verification_mailed', { email: user.email });
  }

  /** The link proves the address and nothing else: whoever uses it is not logged in by it. */
  @Post('email-verifications')
  @Public()
  @AllowedWhile(restrictions)
  @AnswersNothing()
  verify(
    @CurrentBrowser() browser: Browser,
    @Body({ schema: mailedLinkSchema }) { token }: MailedLink,
  ): Promise<void> {
    return this.verifications.verify(browser, token);
  }
}
