import { Argon2Hasher, defaultLimits, PasswordHasher } from '@gatehouse/auth-core/password';
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BreachedPasswordsModule } from '../breached-passwords/breached-passwords.module.ts';
import { ENV } from '../config/config.module.ts';
import type { Env } from '../config/env.ts';
import { UserEntity } from '../users/user.entity.ts';
import { DevicesController } from './devices.controller.ts';
import { ForeignHashes } from './foreign-hashes/foreign-hashes.ts';
import { NewPasswordPolicy } from './new-password-policy.ts';
import { OldPasswords } from './old-passwords.ts';
import { PasswordController } from './password.controller.ts';
import { PasswordService } from './password.service.ts';
import { PasswordAttempts } from './password-attempts.ts';
import { PasswordChangePipe } from './password-change.pipe.ts';
import { PasswordDemandController } from './password-demand.controller.ts';
import { PasswordDemands } from './password-demands.ts';
import { PasswordEvents } from './password-events.ts';
import { PasswordOwners } from './password-owners.ts';

@Module({
  imports: [BreachedPasswordsModule, TypeOrmModule.forFeature([UserEntity])],
  controllers: [DevicesController, PasswordController, PasswordDemandController],
  providers: [
    NewPasswordPolicy,
    OldPasswords,
    PasswordChangePipe,
    PasswordAttempts,
    PasswordDemands,
    PasswordEvents,
    PasswordOwners,
    PasswordService,
    ForeignHashes,
    {
      provide: PasswordHasher,
      useFactory: ({ passwords }: Env) => new Argon2Hasher(defaultLimits, passwords.bcrypt),
      inject: [ENV],
    },
  ],
  exports: [ForeignHashes, OldPasswords, PasswordDemands, PasswordHasher, PasswordService],
})
export class AccountModule {}
