import { type Actor, AppError, authorize, canDeleteUser } from '@gatehouse/auth-core';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ENV } from '../config/config.module.ts';
import type { Env } from '../config/env.ts';
import { rows } from '../database/rows.ts';
import { doneBy } from '../events/done-by.ts';
import { SecurityEvents } from '../events/security-events.ts';
import { MailQueue } from '../mail/mail-queue.ts';
import { keepAnAdmin, lockAdmins, stillAdmin } from '../users/admins.ts';
import { UserEntity } from '../users/user.entity.ts';
import { AccountErasure } from './account-erasure.ts';
import { type ClosedAccount, closeAccount, reopenAccount } from './closed-account.ts';
import { accountClosedLetter } from './closed-letter.ts';

/** Of `users u`. */
const isDue = `u.deletion_due_at <= now() AND (u.role <> 'admin' OR EXISTS (
  SELECT FROM users WHERE role = 'admin' AND suspended_at IS NULL AND deletion_due_at IS NULL))`;

/** Closes accounts until they are deleted, and opens them again. Without a grace they are deleted at once. */
@Injectable()
export class AccountClosing {
  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly erasure: AccountErasure,
    private readonly events: SecurityEvents,
    private readonly mails: MailQueue,
  ) {}

  get hasGrace(): boolean {
    return this.env.deletionGrace > 0;
  }

  /**
   * Every session of the person ends with it.
   * @param actor null for the operator
   * @returns what waits for its end; null when nothing is left
   * @throws AppError `not_found`, `forbidden`, `conflict` for the last admin
   */
  async close(
    manager: EntityManager,
    actor: Actor | null,
    id: string,
  ): Promise<ClosedAccount | null> {
    if (!this.hasGrace) await this.erasure.forgetTries(manager, id);
    const admins = await lockAdmins(manager);
    const user = await manager.findOne(UserEntity, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    if (!user) throw new AppError('not_found');
    if (actor)
      authorize(canDeleteUser, actor.role === 'admin' ? stillAdmin(actor, admins) : actor, user);
    keepAnAdmin(admins, id);
    if (!this.hasGrace) {
      await this.erasure.erase(manager, id, doneBy(actor));
      return null;
    }
    const closed = await closeAccount(manager, id, this.env.deletionGrace);
    // Who closed it first has told its person already.
    if (closed && !user.deletionDueAt)
      await this.mails.add(
        manager,
        user.email,
        accountClosedLetter({ ...closed, publicUrl: this.env.publicUrl }),
      );
    await this.events.record(manager, { name: 'user_archived', userId: id, ...doneBy(actor) });
    return closed;
  }

  /** @param actor null for the operator; @throws AppError `not_found` when nothing waits for its end */
  async restore(manager: EntityManager, actor: Actor | null, id: string): Promise<ClosedAccount> {
    const reopened = await reopenAccount(manager, id);
    if (!reopened) throw new AppError('not_found');
    await this.events.record(manager, { name: 'user_restored', userId: id, ...doneBy(actor) });
    return reopened;
  }

  /**
   * Messages of those whose time has come, ahead of them: a million in one statement would take longer than a statement
   * may, at every try, and nobody behind that account would be deleted.
   * @returns how many
   */
  async removeMessagesOfDue(manager: EntityManager, limit: number): Promise<number> {
    const removed = await rows(
      manager,
      `DELETE FROM messages WHERE id IN (
         SELECT m.id FROM messages m JOIN users u ON u.id = m.author_id WHERE ${isDue} LIMIT $1) RETURNING 1`,
      [limit],
    );
    return removed.length;
  }

  /** @returns whether somebody was deleted whose time has come; the last admin stays, whatever the date says */
  async removeNextDue(manager: EntityManager): Promise<boolean> {
    const [due] = await rows<{ id: string }>(
      manager,
      `SELECT u.id FROM users u WHERE ${isDue} ORDER BY u.deletion_due_at LIMIT 1`,
    );
    if (!due) return false;
    await this.erasure.forgetTries(manager, due.id);
    const admins = await lockAdmins(manager);
    // It may have been opened again meanwhile, or have become the last admin.
    const [locked] = await rows(
      manager,
      `SELECT FROM users WHERE id = $1 AND deletion_due_at <= now() AND (role <> 'admin' OR $2) FOR UPDATE`,
      [due.id, admins.length > 0],
    );
    if (!locked) return false;
    await this.erasure.erase(manager, due.id);
    return true;
  }
}
