import { Global, Module } from '@nestjs/common';
import { SessionCookies } from '../browser/session-cookies.ts';
import { ENV } from '../config/config.module.ts';
import type { Env } from '../config/env.ts';
import { SessionRecognition } from '../recognition/session-recognition.ts';
import { DeviceSessions } from './device-sessions.ts';
import { SecretMac } from './secret-mac.ts';
import { SessionService } from './session.service.ts';
import { SessionStore } from './session.store.ts';

@Global()
@Module({
  providers: [
    DeviceSessions,
    SessionRecognition,
    SessionService,
    SessionStore,
    { provide: SecretMac, inject: [ENV], useFactory: (env: Env) => new SecretMac(env.secretKeys) },
    {
      provide: SessionCookies,
      inject: [ENV],
      useFactory: (env: Env) => new SessionCookies(env.publicUrl.protocol === 'https:'),
    },
  ],
  exports: [DeviceSessions, SessionCookies, SessionRecognition, SessionService, SessionStore],
})
export class SessionModule {}
