import { Module } from '@nestjs/common';
import { AccountModule } from '../account/account.module.ts';
import { AdminResetsController } from './admin-resets.controller.ts';
import { ForgottenPasswords } from './forgotten-passwords.ts';
import { NewPasswords } from './new-passwords.ts';
import { PasswordReplacement } from './password-replacement.ts';
import { PasswordResetController } from './password-reset.controller.ts';
import { PasswordResets } from './password-resets.ts';

/** Forgotten passwords. */
@Module({
  imports: [AccountModule],
  controllers: [AdminResetsController, PasswordResetController],
  providers: [ForgottenPasswords, NewPasswords, PasswordReplacement, PasswordResets],
  exports: [PasswordResets],
})
export class PasswordResetModule {}
