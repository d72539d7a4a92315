import { Module } from '@nestjs/common';
import { ENV } from '../config/config.module.ts';
import type { Env } from '../config/env.ts';
import type { PasswordSettings } from '../config/password-settings.ts';
import { SecurityEvents } from '../events/security-events.ts';
import { BreachFile } from './breach-file.ts';
import type { BreachList } from './breach-list.ts';
import { BreachService } from './breach-service.ts';
import { BreachedPasswords } from './breached-passwords.ts';

@Module({
  providers: [
    {
      provide: BreachedPasswords,
      useFactory: async ({ passwords }: Env, events: SecurityEvents) =>
        new BreachedPasswords(await listsOf(passwords), events),
      inject: [ENV, SecurityEvents],
    },
  ],
  exports: [BreachedPasswords],
})
export class BreachedPasswordsModule {}

/** What lies here is asked first. */
async function listsOf({ breachFile, breachUrl }: PasswordSettings): Promise<BreachList[]> {
  return [
    ...(breachFile === undefined ? [] : [await BreachFile.open(breachFile)]),
    ...(breachUrl === undefined ? [] : [new BreachService(breachUrl)]),
  ];
}
