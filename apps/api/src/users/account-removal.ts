import type { Actor } from '@gatehouse/auth-core';
import { Injectable } from '@nestjs/common';
import { CoherentTransaction } from '../announcements/coherent-transaction.ts';
import type { Browser } from '../browser/browser.ts';
import { FlashService } from '../flash/flash.service.ts';
import { SessionService } from '../session/session.service.ts';
import { UsersService } from './users.service.ts';

/** Ends an account with all its sessions. Whoever removes their own is a visitor afterwards. */
@Injectable()
export class AccountRemoval {
  constructor(
    private readonly users: UsersService,
    private readonly sessions: SessionService,
    private readonly transaction: CoherentTransaction,
    private readonly flash: FlashService,
  ) {}

  async remove(browser: Browser, actor: Actor, id: string): Promise<void> {
    if (actor.id === id)
      return this.sessions.leave(browser, 'user_deleted', (manager) =>
        this.users.delete(manager, actor, id),
      );
    await this.transaction.run((manager) => this.users.delete(manager, actor, id));
    await this.flash.leave(browser, 'user_deleted');
  }
}
