import { AppError, type ErrorCode } from '@gatehouse/auth-core';
import { Inject, Injectable } from '@nestjs/common';
import { ENV } from '../config/config.module.ts';
import type { Env } from '../config/env.ts';
import { limitPolicy } from './limit-policy.ts';
import { orGiveBack } from './or-give-back.ts';
import type { Window } from './window.ts';
import { WindowStore } from './window-store.ts';

/** What a refusal says about somebody else's account; any other costs nothing. */
const tellsOfAccounts: ReadonlySet<ErrorCode> = new Set(['username_taken', 'email_taken']);

/** Bounds how many accounts come from one address, and how many names it asks for. */
@Injectable()
export class RegistrationLimit {
  readonly #window: Window;

  constructor(@Inject(ENV) { registrationsPerAddress }: Env, store: WindowStore) {
    const { window } = limitPolicy.registrations;
    this.#window = store.window({ name: 'registration', points: registrationsPerAddress, window });
  }

  /**
   * Counts before the work, and gives back what made no account and told of none.
   * @throws AppError `rate_limited`
   */
  async spend<Result>(client: string, work: () => Promise<Result>): Promise<Result> {
    await this.#window.spend(client);
    return orGiveBack(work, async (error) => {
      if (error instanceof AppError && tellsOfAccounts.has(error.code)) return;
      await this.#window.giveBack(client);
    });
  }
}
