import { flashCatalogue, type Registration } from '@gatehouse/auth-core';
import { Injectable } from '@nestjs/common';
import type { Browser } from '../browser/browser.ts';
import { tellFailure } from '../http/tell-failure.ts';
import { RegistrationLimit } from '../limits/registration-limit.ts';
import type { ActiveSession } from '../session/active-session.ts';
import { SessionStart } from '../session/session-start.ts';
import { UsersService } from './users.service.ts';

/** A new account, logged in at once. */
@Injectable()
export class RegistrationService {
  constructor(
    private readonly users: UsersService,
    private readonly sessions: SessionStart,
    private readonly limit: RegistrationLimit,
  ) {}

  /** @throws AppError `username_taken`, `email_taken`, `validation_failed`, `rate_limited`, `overloaded`, `unavailable` */
  async register(browser: Browser, registration: Registration): Promise<ActiveSession> {
    try {
      return await this.limit.spend(browser.client, async () => {
        const user = await this.users.draft(registration, browser.client);
        return this.sessions.start(browser, {
          user,
          remember: false,
          greeting: 'user_created',
          prepare: (manager) => this.users.insert(manager, browser, user),
        });
      });
    } catch (error) {
      throw tellFailure(error, flashCatalogue.registration_failed.text);
    }
  }
}
