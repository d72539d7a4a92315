import { AppError, type RegistrationProof } from '@gatehouse/auth-core';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { PasswordService } from '../account/password.service.ts';
import type { Browser } from '../browser/browser.ts';
import { limitPolicy } from '../limits/limit-policy.ts';
import { MailedTokens } from '../recovery/mailed-tokens.ts';
import { UsersService } from '../users/users.service.ts';

const purpose = 'registration';

const waitingSchema = z.object({
  username: z.string(),
  name: z.string(),
  passwordHash: z.string(),
});

/** What waits for the link. */
export type WaitingRegistration = z.infer<typeof waitingSchema>;

/**
 * Accounts that begin with a mailed link. The link shows who reads the mail, the password who registered: without both,
 * somebody could register with another person's address and wait until that person makes them an account.
 */
@Injectable()
export class FinishedRegistrations {
  constructor(
    private readonly database: DataSource,
    private readonly users: UsersService,
    private readonly tokens: MailedTokens,
    private readonly passwords: PasswordService,
  ) {}

  /**
   * @throws AppError `invalid_token`; `invalid_credentials`, which uses no link up before the last try; `rate_limited`,
   *   `overloaded`; `username_taken`, `email_taken` for what became another account's meanwhile
   */
  async finish(browser: Browser, { token, password }: RegistrationProof): Promise<void> {
    await this.#prove(browser, { token, password });
    await this.database.transaction(async (manager) => {
      const { email, payload } = await this.tokens.consume(manager, purpose, token);
      const waiting = waitingSchema.parse(payload);
      const user = this.users.create({ ...waiting, email, emailVerifiedAt: new Date() });
      await this.users.insert(manager, browser, user).catch(tooLate(waiting.username));
    });
  }

  async #prove(browser: Browser, { token, password }: RegistrationProof): Promise<void> {
    const { passwordHash: hash } = waitingSchema.parse(
      (await this.tokens.read(purpose, token)).payload,
    );
    const key = `${purpose} ${token}`;
    if (await this.passwords.matchesWaiting(browser, { key, password, hash })) return;
    const { failures } = limitPolicy.registrationLinks;
    if (!(await this.tokens.miss(purpose, token, failures))) throw new AppError('invalid_token');
    const words = 'That is not the password that was chosen with this registration.';
    throw new AppError('invalid_credentials', { detail: words, fields: { password: [words] } });
  }
}

/** Names do not wait for anybody: the first link that is used has it. */
function tooLate(username: string) {
  return (error: unknown): never => {
    if (error instanceof AppError && error.code === 'username_taken')
      throw new AppError('username_taken', {
        cause: error,
        detail: `Somebody else has taken the username ${username} meanwhile. Register again with another one.`,
      });
    throw error;
  };
}
