import { canonicalEmail, paths } from '@gatehouse/auth-core';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Browser } from '../browser/browser.ts';
import { ENV } from '../config/config.module.ts';
import type { Env } from '../config/env.ts';
import { rows } from '../database/rows.ts';
import { SecurityEvents } from '../events/security-events.ts';
import { LetterLimit } from '../limits/letter-limit.ts';
import { mailedLink } from '../mail/link.ts';
import { MailQueue } from '../mail/mail-queue.ts';
import { MailedTokens } from '../recovery/mailed-tokens.ts';
import { addressInUseLetter, changeAskedLetter, confirmChangeLetter } from './change-letters.ts';
import { type Account, type Change, ChangedAddresses } from './changed-addresses.ts';

/** Another address is asked for by somebody who is logged in; whoever reads the mail to it decides. */
@Injectable()
export class AddressChanges {
  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly tokens: MailedTokens,
    private readonly mails: MailQueue,
    private readonly events: SecurityEvents,
    private readonly limit: LetterLimit,
    private readonly changed: ChangedAddresses,
  ) {}

  /** Another spelling of the same address reaches the same person. */
  mustConfirm({ email: before }: Account, email: string): boolean {
    return this.mails.isOn && canonicalEmail(before) !== canonicalEmail(email);
  }

  /** @throws AppError `rate_limited`: one letter goes to each of both addresses */
  async spend({ email: before }: Account, email: string): Promise<void> {
    await this.limit.spend(before);
    await this.limit.spend(email);
  }

  /** The same work whether or not the address is another account's: only the owner of the address is told. */
  async ask(
    manager: EntityManager,
    browser: Browser,
    { account, email }: { account: Account; email: string },
  ): Promise<void> {
    const { id: userId, username } = account;
    const { publicUrl } = this.env;
    const [owner] = await rows<{ email: string }>(
      manager,
      'SELECT email FROM users WHERE email_canonical = $1',
      [canonicalEmail(email)],
    );
    // Where the address is taken, nobody gets this one.
    const token = await this.tokens.issue(manager, { purpose: 'email_change', userId, email });
    const url = mailedLink(this.env, paths.confirmEmail, token);
    if (owner) await this.mails.add(manager, owner.email, addressInUseLetter(publicUrl));
    else await this.mails.add(manager, email, confirmChangeLetter({ username, url }));
    const asked = changeAskedLetter({ username, email, publicUrl });
    await this.mails.add(manager, account.email, asked);
    await this.events.record(manager, { name: 'email_change_requested', userId, browser });
  }

  /** Not asked for but written, by an admin, or where no mail is sent. */
  written(manager: EntityManager, change: Change): Promise<void> {
    return this.changed.written(manager, change);
  }
}
