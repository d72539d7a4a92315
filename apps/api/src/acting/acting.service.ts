import {
  AppError,
  authorize,
  canActFor,
  lifetimesOf,
  type SessionLifetimes,
} from '@gatehouse/auth-core';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CoherentTransaction } from '../announcements/coherent-transaction.ts';
import type { Browser } from '../browser/browser.ts';
import { ENV } from '../config/config.module.ts';
import type { Env } from '../config/env.ts';
import type { ActiveSession } from '../session/active-session.ts';
import { holdSession } from '../session/hold-session.ts';
import { SessionStore } from '../session/session.store.ts';
import { type Draft, SessionDrafts } from '../session/session-drafts.ts';
import type { UserRow } from '../users/user-view.ts';
import { ActingStore } from './acting.store.ts';
import { ActingEvents } from './acting-events.ts';

interface Begun extends Pick<Draft, 'token'> {
  readonly session: ActiveSession;
}

/** Lets an admin use the product as somebody else sees it, and come back. */
@Injectable()
export class ActingService {
  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly transaction: CoherentTransaction,
    private readonly acting: ActingStore,
    private readonly sessions: SessionStore,
    private readonly drafts: SessionDrafts,
    private readonly events: ActingEvents,
  ) {}

  /** The browser's own session is laid aside, and its token dead, before this returns. */
  async begin(
    browser: Browser,
    { user, reason }: { user: UserRow; reason: string },
  ): Promise<ActiveSession> {
    const { session: own } = browser;
    if (!own?.user) throw new AppError('unauthenticated');
    const admin = own.user;
    authorize(canActFor, admin, user);
    const { token, session } = await this.transaction.run(async (manager) => {
      const people = await this.#people(manager, admin.id, user.id);
      const begun = await this.#insert(manager, browser, { ...people, ownId: own.id });
      await this.events.began(manager, browser, { ...begun, ...people, reason });
      return begun;
    });
    browser.clearCache();
    return holdSession(browser, token, session);
  }

  /**
   * Back to the admin's own session, under a new token and not fresh.
   * @returns null when there is none to come back to: it is over, or they are no admin any more
   */
  async end(browser: Browser): Promise<ActiveSession | null> {
    const { session } = browser;
    if (!session?.actor) return session;
    const { id: adminId } = session.actor;
    const resumed = await this.transaction.run(async (manager) => {
      const admin = await this.acting.lock(manager, adminId);
      const own = await this.#resume(manager, browser, session.key);
      await this.acting.end(manager, session.key);
      if (!own || admin?.role !== 'admin') return null;
      await this.events.ended(manager, browser, session);
      return { token: own.token, session: { ...own.life, user: admin } };
    });
    browser.clearCache();
    // Without one the cookie stays: another tab may have come back, and its answer brought a new one.
    browser.session = null;
    return resumed && holdSession(browser, resumed.token, resumed.session);
  }

  /** As the locked rows know them: the request may have read older ones. Admins first, as wherever they are locked. */
  async #people(manager: EntityManager, adminId: string, userId: string) {
    const admin = await this.acting.lock(manager, adminId);
    const user = await this.acting.lock(manager, userId);
    if (!admin) throw new AppError('unauthenticated');
    if (!user) throw new AppError('conflict', { detail: 'That account is suspended.' });
    authorize(canActFor, admin, user);
    if (user.restriction)
      throw new AppError('conflict', { detail: 'That person has something to decide first.' });
    return { admin, user };
  }

  async #insert(
    manager: EntityManager,
    browser: Browser,
    { admin, user, ownId }: { admin: UserRow; user: UserRow; ownId: string },
  ): Promise<Begun> {
    await this.acting.endOthers(manager, admin.id);
    const parkedId = this.drafts.ofVisitor(browser).session.id;
    const parked = await this.acting.park(manager, { id: ownId, userId: admin.id }, parkedId);
    if (!parked) throw new AppError('unauthenticated');
    const { key: ownKey, remaining } = parked;
    const from = { actorId: admin.id, ownKey, userId: user.id, remaining };
    const draft = this.drafts.ofActing(browser, from);
    const life = await this.sessions.insert(manager, draft.session);
    return { token: draft.token, session: { ...life, user } };
  }

  async #resume(manager: EntityManager, browser: Browser, actingKey: number) {
    const { token, session } = this.drafts.ofVisitor(browser);
    const life = await this.acting.resume(manager, actingKey, session, idleOf(this.env.lifetimes));
    return life && { token, life };
  }
}

function idleOf(lifetimes: SessionLifetimes) {
  return {
    plain: lifetimesOf(false, lifetimes, 'admin').idle,
    remembered: lifetimesOf(true, lifetimes, 'admin').idle,
  };
}
