import { Module } from '@nestjs/common';
import { AccountEventsController } from './account-events.controller.ts';
import { AccountEvents } from './account-events.ts';
import { DataController } from './data.controller.ts';
import { DataCopy } from './data-copy.ts';

/** What people may see of what is kept of them. */
@Module({
  controllers: [AccountEventsController, DataController],
  providers: [AccountEvents, DataCopy],
  exports: [AccountEvents],
})
export class ActivityModule {}
