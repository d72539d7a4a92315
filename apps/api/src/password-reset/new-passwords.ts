import { AppError, PASSWORD_UNCHANGED, type PasswordReset } from '@gatehouse/auth-core';
import { Injectable } from '@nestjs/common';
import { PasswordService } from '../account/password.service.ts';
import type { Browser } from '../browser/browser.ts';
import { SessionService } from '../session/session.service.ts';
import { PasswordReplacement } from './password-replacement.ts';

/** A new password, by a mailed link and without the old one. */
@Injectable()
export class NewPasswords {
  constructor(
    private readonly passwords: PasswordService,
    private readonly replacement: PasswordReplacement,
    private readonly sessions: SessionService,
  ) {}

  /**
   * Logs nobody in: whoever was logged in in this browser is a visitor afterwards. A password that is refused uses no link up.
   * @throws AppError `invalid_token`, `validation_failed`, `overloaded`
   */
  async choose(browser: Browser, { token, password }: PasswordReset): Promise<void> {
    const owner = await this.replacement.ownerOf(token);
    if (owner.passwordDemandedAt) await this.#refuseOld(browser, owner.id, password);
    const { username, email } = owner;
    const { client } = browser;
    // Before the transaction, which does not wait for it.
    const passwordHash = await this.passwords.hashNew(password, { username, email, client });
    await this.sessions.startOver(browser, 'password_reset', (manager) =>
      this.replacement.make(manager, browser, { token, passwordHash }),
    );
  }

  async #refuseOld(browser: Browser, userId: string, password: string): Promise<void> {
    if (await this.passwords.isCurrent(browser, userId, password))
      throw new AppError('validation_failed', { fields: { password: [PASSWORD_UNCHANGED] } });
  }
}
