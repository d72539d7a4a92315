import { Argon2Hasher, PasswordHasher } from '@gatehouse/auth-core/password';
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { UserEntity } from '../users/user.entity.ts';
import { DevicesController } from './devices.controller.ts';
import { PasswordController } from './password.controller.ts';
import { PasswordService } from './password.service.ts';
import { PasswordAttempts } from './password-attempts.ts';
import { PasswordChangePipe } from './password-change.pipe.ts';
import { PasswordEvents } from './password-events.ts';
import { PasswordOwners } from './password-owners.ts';

@Module({
  imports: [TypeOrmModule.forFeature([UserEntity])],
  controllers: [DevicesController, PasswordController],
  providers: [
    PasswordChangePipe,
    PasswordAttempts,
    PasswordEvents,
    PasswordOwners,
    PasswordService,
    { provide: PasswordHasher, useFactory: () => new Argon2Hasher() },
  ],
  exports: [PasswordHasher, PasswordService],
})
export class AccountModule {}
