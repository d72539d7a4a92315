import type { Actor } from '@gatehouse/auth-core';
import { Injectable } from '@nestjs/common';
import { CoherentTransaction } from '../announcements/coherent-transaction.ts';
import type { Browser } from '../browser/browser.ts';
import { FlashService } from '../flash/flash.service.ts';
import { SessionService } from '../session/session.service.ts';
import { AccountClosing } from './account-closing.ts';
import { dueDate } from './closed-account.ts';

/** Ends or closes an account with all its sessions, and says so. Whoever leaves by it is a visitor afterwards. */
@Injectable()
export class AccountRemoval {
  constructor(
    private readonly closing: AccountClosing,
    private readonly sessions: SessionService,
    private readonly transaction: CoherentTransaction,
    private readonly flash: FlashService,
  ) {}

  async remove(browser: Browser, actor: Actor, id: string): Promise<void> {
    if (actor.id === id) return this.#leave(browser, actor);
    const closed = await this.transaction.run((manager) => this.closing.close(manager, actor, id));
    if (!closed) return this.flash.leave(browser, 'user_deleted');
    const { username } = closed;
    await this.flash.leave(browser, 'user_closed', { username, date: dueDate(closed) });
  }

  async #leave(browser: Browser, actor: Actor): Promise<void> {
    const farewell = this.closing.hasGrace ? 'account_closed' : 'user_deleted';
    await this.sessions.leave(browser, farewell, async (manager) => {
      const closed = await this.closing.close(manager, actor, actor.id);
      return closed ? { date: dueDate(closed) } : undefined;
    });
  }
}
