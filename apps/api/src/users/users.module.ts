import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountModule } from '../account/account.module.ts';
import { AccountRemoval } from './account-removal.ts';
import { ProfileChanges } from './profile-changes.ts';
import { RegistrationPipe } from './registration.pipe.ts';
import { RegistrationService } from './registration.service.ts';
import { UserEntity } from './user.entity.ts';
import { UsersController } from './users.controller.ts';
import { UsersService } from './users.service.ts';
import { UsersList } from './users-list.ts';

@Module({
  imports: [TypeOrmModule.forFeature([UserEntity]), AccountModule],
  controllers: [UsersController],
  providers: [
    AccountRemoval,
    ProfileChanges,
    RegistrationPipe,
    RegistrationService,
    UsersList,
    UsersService,
  ],
  exports: [RegistrationPipe, RegistrationService, UsersService],
})
export class UsersModule {}
