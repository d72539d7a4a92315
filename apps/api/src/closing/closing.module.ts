import { Module } from '@nestjs/common';
import { AccountClosing } from './account-closing.ts';
import { AccountErasure } from './account-erasure.ts';
import { AccountRemoval } from './account-removal.ts';
import { DeletionController } from './deletion.controller.ts';
import { DeletionOutlook } from './deletion-outlook.ts';
import { UserDeletionController } from './user-deletion.controller.ts';

/** How accounts end. */
@Module({
  controllers: [DeletionController, UserDeletionController],
  providers: [AccountClosing, AccountErasure, AccountRemoval, DeletionOutlook],
  exports: [AccountClosing, AccountRemoval],
})
export class ClosingModule {}
