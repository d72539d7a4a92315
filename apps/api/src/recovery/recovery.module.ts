import { Global, Module } from '@nestjs/common';
import { AfterAnswers } from './after-answers.ts';
import { MailedTokens } from './mailed-tokens.ts';

/** What all flows with mailed links share. */
@Global()
@Module({ providers: [AfterAnswers, MailedTokens], exports: [AfterAnswers, MailedTokens] })
export class RecoveryModule {}
