import { AppError, canonicalEmail, paths } from '@gatehouse/auth-core';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Browser } from '../browser/browser.ts';
import { ENV } from '../config/config.module.ts';
import type { Env } from '../config/env.ts';
import { rows } from '../database/rows.ts';
import { SecurityEvents } from '../events/security-events.ts';
import { mailedLink } from '../mail/link.ts';
import { MailQueue } from '../mail/mail-queue.ts';
import { SessionCache } from '../recognition/session-cache.ts';
import { MailedTokens } from '../recovery/mailed-tokens.ts';
import { verificationLetter } from './verification-letter.ts';

interface Addressee {
  readonly id: string;
  readonly username: string;
  readonly email: string;
}

/** Whether mail to the address of an account reaches its person: a link in such a mail shows it. */
@Injectable()
export class Verifications {
  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly database: DataSource,
    private readonly tokens: MailedTokens,
    private readonly mails: MailQueue,
    private readonly events: SecurityEvents,
    private readonly cache: SessionCache,
  ) {}

  /** In the transaction that gives an account its address. Nothing where no mail is sent. */
  async mail(manager: EntityManager, { id, username, email }: Addressee): Promise<void> {
    if (!this.mails.isOn) return;
    const purpose = 'email_verification';
    const token = await this.tokens.issue(manager, { purpose, userId: id, email });
    const url = mailedLink(this.env, paths.verifyEmail, token);
    await this.mails.add(manager, email, verificationLetter({ username, url }));
  }

  /** @throws AppError `invalid_token`, also for a link to an address that is not the account's any more */
  async verify(browser: Browser, token: string): Promise<void> {
    const id = await this.database.transaction(async (manager) => {
      const { userId, email } = await this.tokens.consume(manager, 'email_verification', token);
      const [verified] = await rows<{ id: string }>(
        manager,
        `UPDATE users SET email_verified_at = COALESCE(email_verified_at, now())
          WHERE id = $1 AND email_canonical = $2 RETURNING id`,
        [userId, canonicalEmail(email)],
      );
      if (!verified) throw new AppError('invalid_token');
      await this.tokens.forget(manager, verified.id);
      await this.events.record(manager, { name: 'email_verified', userId: verified.id, browser });
      return verified.id;
    });
    this.cache.dropUser(id);
  }
}
