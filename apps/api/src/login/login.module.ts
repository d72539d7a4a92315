import { Module } from '@nestjs/common';
import { PassportModule } from '@nestjs/passport';
import { AccountModule } from '../account/account.module.ts';
import { LocalStrategy } from './local.strategy.ts';
import { LoginController } from './login.controller.ts';
import { SessionController } from './session.controller.ts';

@Module({
  imports: [PassportModule, AccountModule],
  controllers: [LoginController, SessionController],
  providers: [LocalStrategy],
  exports: [LocalStrategy],
})
export class LoginModule {}
