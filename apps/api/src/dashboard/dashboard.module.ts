import { Module } from '@nestjs/common';
import { DashboardController } from './dashboard.controller.ts';
import { DashboardReader } from './dashboard-reader.ts';
import { EventCounts } from './event-counts.ts';
import { EventLog } from './event-log.ts';
import { EventsController } from './events.controller.ts';

@Module({
  controllers: [DashboardController, EventsController],
  providers: [DashboardReader, EventCounts, EventLog],
})
export class DashboardModule {}
