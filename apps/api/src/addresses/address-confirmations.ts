import { Injectable } from '@nestjs/common';
import { CoherentTransaction } from '../announcements/coherent-transaction.ts';
import type { Browser } from '../browser/browser.ts';
import { SecurityEvents } from '../events/security-events.ts';
import { MailedTokens } from '../recovery/mailed-tokens.ts';
import { ChangedAddresses } from './changed-addresses.ts';

/** What becomes of an address that was asked for. */
@Injectable()
export class AddressConfirmations {
  constructor(
    private readonly transaction: CoherentTransaction,
    private readonly tokens: MailedTokens,
    private readonly changed: ChangedAddresses,
    private readonly events: SecurityEvents,
  ) {}

  /** Null when none waits. */
  waiting(userId: string): Promise<string | null> {
    return this.tokens.addressOf('email_change', userId);
  }

  /** @throws AppError `invalid_token`; `email_taken` where it has become another account's meanwhile */
  async confirm(browser: Browser, token: string): Promise<void> {
    await this.transaction.run(async (manager) => {
      const owner = await this.tokens.consume(manager, 'email_change', token);
      await this.changed.confirmed(manager, browser, owner);
    });
  }

  async cancel(browser: Browser, userId: string): Promise<void> {
    await this.transaction.run(
      async (manager) => {
        if (await this.tokens.withdraw(manager, 'email_change', userId))
          await this.events.record(manager, { name: 'email_change_cancelled', userId, browser });
      },
      () => false,
    );
  }
}
