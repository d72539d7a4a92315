import { Global, Module } from '@nestjs/common';
import { MailedTokens } from './mailed-tokens.ts';

@Global()
@Module({ providers: [MailedTokens], exports: [MailedTokens] })
export class RecoveryModule {}
