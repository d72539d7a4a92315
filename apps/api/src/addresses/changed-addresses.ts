import { AppError, canonicalEmail } from '@gatehouse/auth-core';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Browser } from '../browser/browser.ts';
import { ENV } from '../config/config.module.ts';
import type { Env } from '../config/env.ts';
import { rows } from '../database/rows.ts';
import { SecurityEvents } from '../events/security-events.ts';
import { MailQueue } from '../mail/mail-queue.ts';
import { refuseTaken } from '../users/refuse-taken.ts';
import { addressChangedLetter } from './change-letters.ts';
import { Verifications } from './verifications.ts';

export interface Account {
  readonly id: string;
  readonly username: string;
  readonly email: string;
}

export interface Change {
  readonly browser: Browser;
  /** Who did it, where it was somebody else. */
  readonly actorId?: string | undefined;
  readonly before: string;
  readonly account: Account;
}

/** An account has another address: both are told. */
@Injectable()
export class ChangedAddresses {
  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly mails: MailQueue,
    private readonly events: SecurityEvents,
    private readonly verifications: Verifications,
  ) {}

  /** For somebody who has just shown that mail to it reaches them. */
  async confirmed(
    manager: EntityManager,
    browser: Browser,
    { userId, email }: { userId: string | null; email: string },
  ): Promise<void> {
    const [changed] = await rows<Account & { before: string }>(
      manager,
      `UPDATE users u SET email = $2, email_canonical = $3, email_verified_at = now()
         FROM (SELECT id, email FROM users WHERE id = $1) old
        WHERE u.id = old.id RETURNING u.id, u.username, u.email, old.email AS before`,
      [userId, email, canonicalEmail(email)],
    ).catch(refuseTaken());
    if (!changed) throw new AppError('invalid_token');
    await this.#record(manager, { browser, before: changed.before, account: changed });
    await this.#tell(manager, changed.before, changed);
    await this.#tell(manager, changed.email, changed);
  }

  /** By an admin, or where no mail is sent: nobody has shown yet that the address is right. */
  async written(manager: EntityManager, change: Change): Promise<void> {
    const { before, account } = change;
    if (canonicalEmail(before) === canonicalEmail(account.email)) return;
    await this.#record(manager, change);
    await this.#tell(manager, before, account);
    await this.verifications.mail(manager, account);
  }

  #record(manager: EntityManager, { browser, actorId, account }: Change): Promise<void> {
    return this.events.record(manager, {
      name: 'email_changed',
      userId: account.id,
      actorId,
      browser,
    });
  }

  #tell(manager: EntityManager, to: string, { username, email }: Account): Promise<void> {
    const { publicUrl } = this.env;
    return this.mails.add(manager, to, addressChangedLetter({ username, email, publicUrl }));
  }
}
