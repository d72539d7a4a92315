import { Module } from '@nestjs/common';
import { UsersModule } from '../users/users.module.ts';
import { ActingController } from './acting.controller.ts';
import { ActingService } from './acting.service.ts';
import { ActingStore } from './acting.store.ts';
import { ActingEvents } from './acting-events.ts';

@Module({
  imports: [UsersModule],
  controllers: [ActingController],
  providers: [ActingEvents, ActingService, ActingStore],
  exports: [ActingService],
})
export class ActingModule {}
