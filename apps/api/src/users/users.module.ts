import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountModule } from '../account/account.module.ts';
import { AddressesModule } from '../addresses/addresses.module.ts';
import { ClosingModule } from '../closing/closing.module.ts';
import { ProfileChanges } from './profile-changes.ts';
import { UserEntity } from './user.entity.ts';
import { UsersController } from './users.controller.ts';
import { UsersService } from './users.service.ts';
import { UsersList } from './users-list.ts';

@Module({
  imports: [TypeOrmModule.forFeature([UserEntity]), AccountModule, AddressesModule, ClosingModule],
  controllers: [UsersController],
  providers: [ProfileChanges, UsersList, UsersService],
  exports: [UsersService],
})
export class UsersModule {}
