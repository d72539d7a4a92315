import { Global, Module } from '@nestjs/common';
import { AccountLetters } from './account-letters.ts';
import { AccountNotices } from './account-notices.ts';
import { LogInsController } from './log-ins.controller.ts';
import { ProcessEvents } from './process-events.ts';
import { SecurityEvents } from './security-events.ts';
import { ServerLog } from './server-log.ts';
import { SessionDoubts } from './session-doubts.ts';
import { SessionEvents } from './session-events.ts';

@Global()
@Module({
  controllers: [LogInsController],
  providers: [
    AccountLetters,
    AccountNotices,
    ProcessEvents,
    SecurityEvents,
    ServerLog,
    SessionDoubts,
    SessionEvents,
  ],
  exports: [
    AccountLetters,
    AccountNotices,
    SecurityEvents,
    ServerLog,
    SessionDoubts,
    SessionEvents,
  ],
})
export class EventsModule {}
