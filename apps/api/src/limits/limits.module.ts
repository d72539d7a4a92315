import { Global, Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ENV } from '../config/config.module.ts';
import type { Env } from '../config/env.ts';
import { GuessingWindows } from './guessing-windows.ts';
import { KnownBrowsers } from './known-browsers.ts';
import { LetterLimit } from './letter-limit.ts';
import { openLimitsRedis } from './limits-redis.ts';
import { PasswordFailures } from './password-failures.ts';
import { RecoveryLimit } from './recovery-limit.ts';
import { RegistrationLimit } from './registration-limit.ts';
import { WindowStore } from './window-store.ts';

const provided = [
  GuessingWindows,
  KnownBrowsers,
  LetterLimit,
  PasswordFailures,
  RecoveryLimit,
  RegistrationLimit,
];

@Global()
@Module({
  providers: [
    ...provided,
    {
      provide: WindowStore,
      inject: [ENV, DataSource],
      useFactory: async ({ redisUrl }: Env, database: DataSource) =>
        new WindowStore(database, redisUrl ? await openLimitsRedis(redisUrl) : undefined),
    },
  ],
  exports: [...provided, WindowStore],
})
export class LimitsModule {}
