import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Browser } from '../browser/browser.ts';
import { ENV } from '../config/config.module.ts';
import type { Env } from '../config/env.ts';
import { rows } from '../database/rows.ts';
import type { Letter } from '../mail/letter.ts';
import { MailQueue } from '../mail/mail-queue.ts';
import type { Occasion } from './notice-letters.ts';

/** What people are told by mail as well, wherever they are. */
@Injectable()
export class AccountLetters {
  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly mails: MailQueue,
  ) {}

  /** To the address that the account has at this moment. Nothing, and no statement, without mail. */
  async send(
    manager: EntityManager,
    { userId, browser }: { readonly userId: string; readonly browser: Browser },
    write: (occasion: Occasion) => Letter,
  ): Promise<void> {
    if (!this.mails.isOn) return;
    const [user] = await rows<{ email: string; username: string }>(
      manager,
      'SELECT email, username FROM users WHERE id = $1',
      [userId],
    );
    if (!user) return;
    const { device } = browser;
    const letter = write({
      name: user.username,
      publicUrl: this.env.publicUrl,
      at: new Date(),
      device: `${device.browser} on ${device.os}`,
    });
    await this.mails.add(manager, user.email, letter);
  }
}
