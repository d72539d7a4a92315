import { flashCatalogue, type Registration } from '@gatehouse/auth-core';
import { Injectable } from '@nestjs/common';
import { Verifications } from '../addresses/verifications.ts';
import type { Browser } from '../browser/browser.ts';
import { tellFailure } from '../http/tell-failure.ts';
import { RegistrationLimit } from '../limits/registration-limit.ts';
import { SessionStart } from '../session/session-start.ts';
import { UsersService } from '../users/users.service.ts';
import { MailedRegistrations } from './mailed-registrations.ts';

/** What became of a registration. */
export type RegistrationOutcome = 'logged_in' | 'mailed';

/** A new account: logged in at once, or mailed about where mail reaches people. */
@Injectable()
export class RegistrationService {
  constructor(
    private readonly users: UsersService,
    private readonly sessions: SessionStart,
    private readonly limit: RegistrationLimit,
    private readonly mailed: MailedRegistrations,
    private readonly verifications: Verifications,
  ) {}

  /** @throws AppError `username_taken`, `email_taken`, `validation_failed`, `rate_limited`, `overloaded`, `unavailable` */
  async register(browser: Browser, registration: Registration): Promise<RegistrationOutcome> {
    try {
      return await this.limit.spend(browser.client, () =>
        this.mailed.isOn ? this.#mail(browser, registration) : this.#logIn(browser, registration),
      );
    } catch (error) {
      throw tellFailure(error, flashCatalogue.registration_failed.text);
    }
  }

  async #mail(browser: Browser, registration: Registration): Promise<RegistrationOutcome> {
    await this.mailed.ask(browser, registration);
    return 'mailed';
  }

  async #logIn(browser: Browser, registration: Registration): Promise<RegistrationOutcome> {
    const user = await this.users.draft(registration, browser.client);
    await this.sessions.start(browser, {
      user,
      remember: false,
      greeting: 'user_created',
      prepare: async (manager) => {
        await this.users.insert(manager, browser, user);
        await this.verifications.mail(manager, user);
      },
    });
    return 'logged_in';
  }
}
