import { Module } from '@nestjs/common';
import { ActingModule } from '../acting/acting.module.ts';
import { LoginModule } from '../login/login.module.ts';
import { RegistrationModule } from '../registration/registration.module.ts';
import { FormsController } from './forms.controller.ts';
import { RegistrationFormPipe } from './registration-form.pipe.ts';

@Module({
  imports: [ActingModule, LoginModule, RegistrationModule],
  controllers: [FormsController],
  providers: [RegistrationFormPipe],
})
export class FormsModule {}
