import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountModule } from '../account/account.module.ts';
import { AddressesModule } from '../addresses/addresses.module.ts';
import { AccountRemoval } from './account-removal.ts';
import { ProfileChanges } from './profile-changes.ts';
import { UserEntity } from './user.entity.ts';
import { UsersController } from './users.controller.ts';
import { UsersService } from './users.service.ts';
import { UsersList } from './users-list.ts';

@Module({
  imports: [TypeOrmModule.forFeature([UserEntity]), AccountModule, AddressesModule],
  controllers: [UsersController],
  providers: [AccountRemoval, ProfileChanges, UsersList, UsersService],
  exports: [UsersService],
})
export class UsersModule {}
