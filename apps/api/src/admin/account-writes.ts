import { type AccountAction, type Actor, authorize, canEndSessions } from '@gatehouse/auth-core';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CoherentTransaction } from '../announcements/coherent-transaction.ts';
import type { Browser } from '../browser/browser.ts';
import { AccountNotices } from '../events/account-notices.ts';
import { doneBy } from '../events/done-by.ts';
import { SecurityEvents } from '../events/security-events.ts';
import { DeviceSessions } from '../session/device-sessions.ts';
import { lockAdmins, stillAdmin } from '../users/admins.ts';
import { endSuspension, suspend } from '../users/suspension.ts';

/** Who does it, in which browser, and to whose account. */
export interface AdminAct {
  /** Null for the operator, who asks in none and has no account by that. */
  readonly browser: Browser | null;
  readonly actor: Actor | null;
  readonly id: string;
}

/** What admins do to accounts of others: it counts everywhere by the time they are answered, and is told with both ids. Its person is told at the next log-in. */
@Injectable()
export class AccountWrites {
  constructor(
    private readonly transaction: CoherentTransaction,
    private readonly devices: DeviceSessions,
    private readonly events: SecurityEvents,
    private readonly notices: AccountNotices,
  ) {}

  /** @throws AppError `not_found`, `forbidden`, `conflict` */
  async suspend(act: AdminAct, reason: string): Promise<void> {
    await this.transaction.run(async (manager) => {
      await suspend(manager, { ...act, reason });
      await this.#record(manager, act, { action: 'suspended' });
    });
  }

  /** @throws AppError `not_found`, `forbidden` */
  async endSuspension(act: AdminAct): Promise<void> {
    await this.transaction.run(async (manager) => {
      if (!(await endSuspension(manager, act))) return;
      await this.#record(manager, act, { action: 'suspension_ended' });
      await this.notices.leave(manager, act.id, 'your_suspension_ended');
    });
  }

  /**
   * @returns how many were alive
   * @throws AppError `forbidden`
   */
  async endSessions(act: AdminAct): Promise<number> {
    return this.transaction.run(async (manager) => {
      const admins = await lockAdmins(manager);
      if (act.actor) authorize(canEndSessions, stillAdmin(act.actor, admins), act);
      const count = await this.devices.endAll(manager, act.id);
      if (count === 0) return count;
      await this.#record(manager, act, { action: 'sessions_ended', count });
      await this.notices.leave(manager, act.id, 'your_devices_ended');
      return count;
    });
  }

  #record(
    manager: EntityManager,
    { browser, actor, id }: AdminAct,
    details: { readonly action: AccountAction; readonly count?: number },
  ): Promise<void> {
    const about = { userId: id, browser: browser ?? undefined, ...doneBy(actor, details) };
    return this.events.record(manager, { name: 'authz_admin', ...about });
  }
}
