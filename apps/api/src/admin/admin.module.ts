import { Module } from '@nestjs/common';
import { AccountWrites } from './account-writes.ts';
import { Accounts } from './accounts.ts';
import { AdminUsersController } from './admin-users.controller.ts';

@Module({
  controllers: [AdminUsersController],
  providers: [Accounts, AccountWrites],
  exports: [AccountWrites],
})
export class AdminModule {}
