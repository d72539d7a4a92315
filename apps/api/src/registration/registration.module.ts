import { Module } from '@nestjs/common';
import { AccountModule } from '../account/account.module.ts';
import { AddressesModule } from '../addresses/addresses.module.ts';
import { UsersModule } from '../users/users.module.ts';
import { FinishedRegistrations } from './finished-registrations.ts';
import { MailedRegistrations } from './mailed-registrations.ts';
import { RegistrationController } from './registration.controller.ts';
import { RegistrationPipe } from './registration.pipe.ts';
import { RegistrationService } from './registration.service.ts';

@Module({
  imports: [AccountModule, AddressesModule, UsersModule],
  controllers: [RegistrationController],
  providers: [FinishedRegistrations, MailedRegistrations, RegistrationPipe, RegistrationService],
  exports: [RegistrationPipe, RegistrationService],
})
export class RegistrationModule {}
