import { Module } from '@nestjs/common';
import { AccountModule } from '../account/account.module.ts';
import { UsersModule } from '../users/users.module.ts';
import { FormsController } from './forms.controller.ts';
import { RegistrationFormPipe } from './registration-form.pipe.ts';

@Module({
  imports: [AccountModule, UsersModule],
  controllers: [FormsController],
  providers: [RegistrationFormPipe],
})
export class FormsModule {}
