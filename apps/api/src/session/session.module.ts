import { Global, Module } from '@nestjs/common';
import { SessionCookies } from '../browser/session-cookies.ts';
import { ENV } from '../config/config.module.ts';
import type { Env } from '../config/env.ts';
import { limitPolicy } from '../limits/limit-policy.ts';
import { DeviceSessions } from './device-sessions.ts';
import { SessionService } from './session.service.ts';
import { SessionStore } from './session.store.ts';
import { SessionDrafts } from './session-drafts.ts';
import { SessionSecretStore } from './session-secret.store.ts';
import { SessionSecrets } from './session-secrets.ts';
import { SessionStart } from './session-start.ts';
import { SessionUseStore } from './session-use.store.ts';

const DAY = 24 * 60 * 60;

const provided = [
  DeviceSessions,
  SessionDrafts,
  SessionService,
  SessionStart,
  SessionStore,
  SessionSecretStore,
  SessionUseStore,
  {
    provide: SessionSecrets,
    inject: [ENV],
    useFactory: (env: Env) => new SessionSecrets(env.secretKeys),
  },
  {
    provide: SessionCookies,
    inject: [ENV],
    useFactory: (env: Env) =>
      new SessionCookies({
        isSecure: env.publicUrl.protocol === 'https:',
        namePrefix: env.cookiePrefix,
        marksLast: limitPolicy.knownBrowsers.days * DAY,
      }),
  },
];

@Global()
@Module({ providers: provided, exports: provided })
export class SessionModule {}
