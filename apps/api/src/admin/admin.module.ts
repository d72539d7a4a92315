import { Module } from '@nestjs/common';
import { ActivityModule } from '../activity/activity.module.ts';
import { AccountWrites } from './account-writes.ts';
import { Accounts } from './accounts.ts';
import { AdminRecordsController } from './admin-records.controller.ts';
import { AdminUsersController } from './admin-users.controller.ts';

@Module({
  imports: [ActivityModule],
  controllers: [AdminUsersController, AdminRecordsController],
  providers: [Accounts, AccountWrites],
  exports: [AccountWrites],
})
export class AdminModule {}
