import { Global, Module } from '@nestjs/common';
import { LastSeen } from './last-seen.ts';
import { SessionAnswer } from './session-answer.ts';
import { SessionCache } from './session-cache.ts';
import { SessionLookup } from './session-lookup.ts';
import { SessionProtection } from './session-protection.ts';
import { SessionRecognition } from './session-recognition.ts';
import { SessionRotation } from './session-rotation.ts';

@Global()
@Module({
  providers: [
    LastSeen,
    SessionAnswer,
    SessionCache,
    SessionLookup,
    SessionProtection,
    SessionRecognition,
    SessionRotation,
  ],
  exports: [LastSeen, SessionAnswer, SessionCache, SessionRecognition],
})
export class RecognitionModule {}
