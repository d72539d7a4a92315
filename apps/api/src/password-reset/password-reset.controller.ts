import {
  type PasswordReset,
  type PasswordResetRequest,
  passwordResetRequestSchema,
  passwordResetSchema,
  restrictions,
} from '@gatehouse/auth-core';
import { Body, Controller, Post, UseGuards } from '@nestjs/common';
import { AllowedWhile, Public, WhileActing } from '../access/access.decorators.ts';
import { CurrentBrowser } from '../access/current-browser.decorator.ts';
import type { Browser } from '../browser/browser.ts';
import { AnswersLater, AnswersNothing } from '../http/answers.decorator.ts';
import { Takes } from '../http/takes.decorator.ts';
import { MailIsOn } from '../recovery/mail-is-on.guard.ts';
import { ForgottenPasswords } from './forgotten-passwords.ts';
import { NewPasswords } from './new-passwords.ts';
import { PasswordResetPipe } from './password-reset.pipe.ts';

/** A forgotten password: a link is asked for, and used. */
@Controller('api')
@AllowedWhile(restrictions)
@WhileActing(false)
export class PasswordResetController {
  constructor(
    private readonly forgotten: ForgottenPasswords,
    private readonly passwords: NewPasswords,
  ) {}

  /** The same for everybody: whose account it is says the mail, to its owner. */
  @Post('password-reset-requests')
  @Public()
  @UseGuards(MailIsOn)
  @AnswersLater('Heard. If there is such an account, a link is on its way to its address.')
  request(
    @CurrentBrowser() { client }: Browser,
    @Body({ schema: passwordResetRequestSchema }) request: PasswordResetRequest,
  ): Promise<void> {
    return this.forgotten.hear(client, request);
  }

  /** Logs nobody in. Whoever is logged in in this browser is not any more, whoever it was. */
  @Post('password-resets')
  @Public()
  @AnswersNothing()
  @Takes(passwordResetSchema())
  async reset(
    @CurrentBrowser() browser: Browser,
    @Body(PasswordResetPipe) reset: PasswordReset,
  ): Promise<void> {
    await this.passwords.choose(browser, reset);
  }
}
