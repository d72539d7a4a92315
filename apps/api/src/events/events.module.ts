import { Global, Module } from '@nestjs/common';
import { AccountNotices } from './account-notices.ts';
import { SecurityEvents } from './security-events.ts';
import { SessionEvents } from './session-events.ts';

@Global()
@Module({
  providers: [AccountNotices, SecurityEvents, SessionEvents],
  exports: [AccountNotices, SecurityEvents, SessionEvents],
})
export class EventsModule {}
