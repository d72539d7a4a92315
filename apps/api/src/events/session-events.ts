import type { Flash, KeptEventName } from '@gatehouse/auth-core';
import { Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import type { Browser } from '../browser/browser.ts';
import type { ActiveSession } from '../session/active-session.ts';
import { AccountLetters } from './account-letters.ts';
import { AccountNotices } from './account-notices.ts';
import {
  newBrowserLetter,
  passwordChangedLetter,
  passwordResetDoneLetter,
  sessionStolenLetter,
} from './notice-letters.ts';
import { type SecurityEvent, SecurityEvents } from './security-events.ts';

/** A session, and whose it is. */
interface Known {
  readonly id: string;
  readonly user: { readonly id: string } | null;
  readonly actor?: { readonly id: string } | null;
}

interface Begun {
  readonly session: Pick<ActiveSession, 'id' | 'key' | 'remembered'> & {
    readonly user: { readonly id: string };
  };
  readonly evicted: readonly string[];
  /** The person had logged in before, and never from here. */
  readonly isNewBrowser: boolean;
}

/** What can happen to a session, in words. */
@Injectable()
export class SessionEvents {
  constructor(
    private readonly events: SecurityEvents,
    private readonly notices: AccountNotices,
    private readonly letters: AccountLetters,
  ) {}

  /** A log-in began it, and those gave way that were too many. */
  async created(
    manager: EntityManager,
    browser: Browser,
    { session, evicted, isNewBrowser }: Begun,
  ): Promise<void> {
    const { remembered } = session;
    const details = isNewBrowser ? { remembered, newBrowser: true } : { remembered };
    await this.#record(manager, browser, session, { name: 'session_created', details });
    if (isNewBrowser) {
      await this.notices.tellOfBrowser(manager, browser, session);
      await this.letters.send(manager, { userId: session.user.id, browser }, newBrowserLetter);
    }
    for (const id of evicted) await this.ended(manager, browser, { ...session, id }, 'limit');
  }

  /** What the person of a session that begins has to be told. */
  takeNotices(manager: EntityManager, browser: Browser, userId: string): Promise<Flash[]> {
    return this.notices.take(manager, browser, userId);
  }

  /** Ended from elsewhere. */
  ended(
    manager: EntityManager,
    browser: Browser,
    session: Known,
    reason: 'limit' | 'revoked',
  ): Promise<void> {
    return this.#record(manager, browser, session, { name: 'session_ended', details: { reason } });
  }

  /** All but this one; nothing is said where there were none. */
  async endedOthers(
    manager: EntityManager,
    browser: Browser,
    { session, count }: { session: Known; count: number },
  ): Promise<void> {
    if (count === 0) return;
    await this.#record(manager, browser, session, { name: 'sessions_ended', details: { count } });
  }

  loggedOut(manager: EntityManager, browser: Browser, session: Known): Promise<void> {
    return this.#record(manager, browser, session, { name: 'session_logout' });
  }

  confirmed(manager: EntityManager, browser: Browser, session: Known): Promise<void> {
    return this.#record(manager, browser, session, { name: 'session_confirmed' });
  }

  /** A new password, and how many other sessions ended with the old one. */
  async changedPassword(
    manager: EntityManager,
    browser: Browser,
    { session, count }: { session: Known; count: number },
  ): Promise<void> {
    const details = { endedSessions: count };
    await this.#record(manager, browser, session, { name: 'authn_password_change', details });
    if (!session.user) return;
    await this.letters.send(manager, { userId: session.user.id, browser }, passwordChangedLetter);
  }

  /** A new password by a mailed link, and how many sessions ended. */
  async resetPassword(
    manager: EntityManager,
    browser: Browser,
    { userId, count }: { userId: string; count: number },
  ): Promise<void> {
    const event = { name: 'authn_password_reset', userId, browser } as const;
    await this.events.record(manager, { ...event, details: { endedSessions: count } });
    await this.letters.send(manager, { userId, browser }, passwordResetDoneLetter);
  }

  /** Its cookie was copied, and the session is over: whoever used it is told at the next log-in, and by mail. */
  async stolen(manager: EntityManager, browser: Browser, session: Known): Promise<void> {
    await this.#record(manager, browser, session, { name: 'session_stolen' });
    const holder = session.actor ?? session.user;
    if (!holder) return;
    await this.notices.leave(manager, holder.id, 'session_stolen');
    await this.letters.send(manager, { userId: holder.id, browser }, sessionStolenLetter);
  }

  /** A new secret, by time: told and not kept, because it says nothing about anybody. */
  renewed(browser: Browser, { id, user }: Known): void {
    this.events.tell({ name: 'session_renewed', userId: user?.id, sessionId: id, browser });
  }

  /** A genuine cookie of a session that is over: told and not kept, because one cookie can ask without end. */
  usedAfterEnd(browser: Browser, sessionId: string): void {
    this.events.tell({ name: 'session_use_after_expire', sessionId, browser });
  }

  /** Several cookies of ours in one request, of which none is believed. */
  sentCopies(browser: Browser): void {
    this.events.tell({ name: 'malicious_extraneous', browser, details: { code: 'cookies' } });
  }

  #record(
    database: DataSource | EntityManager,
    browser: Browser,
    { id, user }: Known,
    { name, details }: Pick<SecurityEvent<KeptEventName>, 'name' | 'details'>,
  ): Promise<void> {
    const about = { userId: user?.id, sessionId: id, browser };
    return this.events.record(database, { ...about, name, details });
  }
}
