import type { Flash } from '@gatehouse/auth-core';
import { Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import type { Browser } from '../browser/browser.ts';
import type { ActiveSession } from '../session/active-session.ts';
import { AccountNotices } from './account-notices.ts';
import type { EventName } from './event-name.ts';
import { SecurityEvents } from './security-events.ts';

/** A session, and whose it is. */
interface Known {
  readonly id: string;
  readonly user: { readonly id: string } | null;
}

type Begun = Known & Pick<ActiveSession, 'remembered'>;
type KnownDevice = Known & Pick<ActiveSession, 'browser' | 'os'>;

/** What can happen to a session, in words. */
@Injectable()
export class SessionEvents {
  constructor(
    private readonly events: SecurityEvents,
    private readonly notices: AccountNotices,
  ) {}

  /** A log-in began it, and those gave way that were too many. */
  async created(
    manager: EntityManager,
    browser: Browser,
    { session, evicted }: { session: Begun; evicted: readonly string[] },
  ): Promise<void> {
    const details = { remembered: session.remembered };
    await this.#record(manager, browser, { name: 'session_created', session, details });
    for (const id of evicted) await this.ended(manager, browser, { ...session, id }, 'limit');
  }

  /** What the person of a session that begins has to be told. */
  takeNotices(manager: EntityManager, userId: string): Promise<Flash[]> {
    return this.notices.take(manager, userId);
  }

  /** Ended from elsewhere. */
  ended(
    manager: EntityManager,
    browser: Browser,
    session: Known,
    reason: 'limit' | 'revoked',
  ): Promise<void> {
    return this.#record(manager, browser, { name: 'session_ended', session, details: { reason } });
  }

  /** All but this one; nothing is said where there were none. */
  async endedOthers(
    manager: EntityManager,
    browser: Browser,
    { session, count }: { session: Known; count: number },
  ): Promise<void> {
    if (count === 0) return;
    await this.#record(manager, browser, { name: 'sessions_ended', session, details: { count } });
  }

  loggedOut(manager: EntityManager, browser: Browser, session: Known): Promise<void> {
    return this.#record(manager, browser, { name: 'session_logout', session });
  }

  confirmed(manager: EntityManager, browser: Browser, session: Known): Promise<void> {
    return this.#record(manager, browser, { name: 'session_confirmed', session });
  }

  /** A new password, and how many other sessions ended with the old one. */
  changedPassword(
    manager: EntityManager,
    browser: Browser,
    { session, count }: { session: Known; count: number },
  ): Promise<void> {
    const details = { endedSessions: count };
    return this.#record(manager, browser, { name: 'authn_password_change', session, details });
  }

  /** Its cookie was copied, and the session is over: the owner is told at the next log-in. */
  async stolen(manager: EntityManager, browser: Browser, session: Known): Promise<void> {
    await this.#record(manager, browser, { name: 'session_stolen', session });
    if (session.user) await this.notices.leave(manager, session.user.id, 'session_stolen');
  }

  /** Used from another device than before: not fresh any more, or over. For once a change, not for each request. */
  changedDevice(
    database: DataSource | EntityManager,
    browser: Browser,
    { session, isOver }: { session: KnownDevice; isOver: boolean },
  ): Promise<void> {
    const { device } = browser;
    return this.#record(database, browser, {
      name: 'session_protected',
      session,
      details: {
        before: `${session.browser} on ${session.os}`,
        now: `${device.browser} on ${device.os}`,
        isOver,
      },
    });
  }

  /** Remembered, and back after the browser was closed. */
  restored(database: DataSource | EntityManager, browser: Browser, session: Known): Promise<void> {
    return this.#record(database, browser, { name: 'session_restored', session });
  }

  /** A sensitive action asked for the password. */
  demanded(database: DataSource, browser: Browser, session: Known): Promise<void> {
    return this.#record(database, browser, { name: 'reauthentication_demanded', session });
  }

  /** A new secret, by time: told and not kept, because it says nothing about anybody. */
  renewed(browser: Browser, { id, user }: Known): void {
    this.events.tell({ name: 'session_renewed', userId: user?.id, sessionId: id, browser });
  }

  /** A genuine cookie of a session that is over: told and not kept, because one cookie can ask without end. */
  usedAfterEnd(browser: Browser, sessionId: string): void {
    this.events.tell({ name: 'session_use_after_expire', sessionId, browser });
  }

  #record(
    database: DataSource | EntityManager,
    browser: Browser,
    {
      name,
      session,
      details,
    }: {
      name: EventName;
      session: Known;
      details?: Readonly<Record<string, string | number | boolean>>;
    },
  ): Promise<void> {
    return this.events.record(database, {
      name,
      userId: session.user?.id,
      sessionId: session.id,
      browser,
      ...(details ? { details } : {}),
    });
  }
}
