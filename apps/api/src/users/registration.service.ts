import { flashCatalogue, type Registration } from '@gatehouse/auth-core';
import { Injectable } from '@nestjs/common';
import type { Browser } from '../browser/browser.ts';
import { tellFailure } from '../http/tell-failure.ts';
import type { ActiveSession } from '../session/active-session.ts';
import { SessionStart } from '../session/session-start.ts';
import { UsersService } from './users.service.ts';

/** A new account, logged in at once. */
@Injectable()
export class RegistrationService {
  constructor(
    private readonly users: UsersService,
    private readonly sessions: SessionStart,
  ) {}

  /** @throws AppError `username_taken`, `email_taken`, `validation_failed`, `overloaded`, `unavailable` */
  async register(browser: Browser, registration: Registration): Promise<ActiveSession> {
    try {
      const user = await this.users.register(registration, browser);
      return await this.sessions.start(browser, {
        user,
        remember: false,
        greeting: 'user_created',
      });
    } catch (error) {
      throw tellFailure(error, flashCatalogue.registration_failed.text);
    }
  }
}
