import { canonicalEmail, canonicalUsername, paths, type Registration } from '@gatehouse/auth-core';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Browser } from '../browser/browser.ts';
import { ENV } from '../config/config.module.ts';
import type { Env } from '../config/env.ts';
import { rows } from '../database/rows.ts';
import { LetterLimit } from '../limits/letter-limit.ts';
import { mailedLink } from '../mail/link.ts';
import { MailQueue } from '../mail/mail-queue.ts';
import { MailedTokens } from '../recovery/mailed-tokens.ts';
import { usernameTaken } from '../users/refuse-taken.ts';
import { UsersService } from '../users/users.service.ts';
import type { WaitingRegistration } from './finished-registrations.ts';
import { accountExistsLetter, finishRegistrationLetter } from './registration-letters.ts';

interface Found {
  readonly isNameTaken: boolean;
  /** The address as its account has it; null where no account does. */
  readonly owner: string | null;
}

/** Registrations that mail decides: whoever asks learns of no address whether it has an account. */
@Injectable()
export class MailedRegistrations {
  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly database: DataSource,
    private readonly users: UsersService,
    private readonly tokens: MailedTokens,
    private readonly mails: MailQueue,
    private readonly limit: LetterLimit,
  ) {}

  /** A folder reaches nobody: there the answer is an open one. */
  get isOn(): boolean {
    return this.env.mail.kind === 'smtp';
  }

  /**
   * The same hash, the same statements and one letter, whether or not the address has an account.
   * @throws AppError `username_taken`: names are public; `rate_limited`
   */
  async ask(browser: Browser, registration: Registration): Promise<void> {
    await this.limit.spend(registration.email);
    const draft = await this.users.draft(registration, browser.client);
    const { username, name, passwordHash, email } = draft;
    await this.database.transaction(async (manager) => {
      const { isNameTaken, owner } = await this.#find(manager, { username, email });
      if (isNameTaken) throw usernameTaken(username);
      const payload: WaitingRegistration = { username, name, passwordHash };
      const purpose = 'registration';
      const token = await this.tokens.issue(manager, { purpose, userId: null, email, payload });
      await this.#tell(manager, { username, email, owner, token });
    });
  }

  async #find(
    manager: EntityManager,
    { username, email }: { username: string; email: string },
  ): Promise<Found> {
    const [found] = await rows<Found>(
      manager,
      `SELECT EXISTS (SELECT FROM users WHERE username_canonical = $1) AS "isNameTaken",
              (SELECT email FROM users WHERE email_canonical = $2) AS owner`,
      [canonicalUsername(username), canonicalEmail(email)],
    );
    return found ?? { isNameTaken: false, owner: null };
  }

  /** For an address that has an account the token is issued as well, and nobody gets it. */
  async #tell(
    manager: EntityManager,
    asked: { username: string; email: string; owner: string | null; token: string },
  ): Promise<void> {
    const { username, email, owner, token } = asked;
    const url = mailedLink(this.env, paths.finishRegistration, token);
    const logIn = new URL(paths.login, this.env.publicUrl.origin).href;
    if (owner === null)
      await this.mails.add(manager, email, finishRegistrationLetter({ username, url }));
    else await this.mails.add(manager, owner, accountExistsLetter(logIn));
  }
}
