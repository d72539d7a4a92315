import { AppError, type FlashCode, type FlashParams } from '@gatehouse/auth-core';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { CoherentTransaction } from '../announcements/coherent-transaction.ts';
import type { Browser } from '../browser/browser.ts';
import type { SessionToken } from '../browser/session-token.ts';
import { SessionEvents } from '../events/session-events.ts';
import type { ActiveSession } from './active-session.ts';
import { holdSession } from './hold-session.ts';
import { SessionStore } from './session.store.ts';
import { SessionDrafts } from './session-drafts.ts';
import { type CarriedData, nothingCarried } from './session-rows.ts';
import { SessionSecretStore } from './session-secret.store.ts';

/** What a visitor has whose session was another one before. */
interface Remains {
  readonly carried: CarriedData;
  /** What fills the holes of the message. */
  readonly params?: FlashParams | undefined;
}

export interface Renewal {
  readonly token: SessionToken;
  readonly session: ActiveSession;
}

/** Keeps, renews and ends the session of a browser. */
@Injectable()
export class SessionService {
  constructor(
    private readonly database: DataSource,
    private readonly transaction: CoherentTransaction,
    private readonly store: SessionStore,
    private readonly secrets: SessionSecretStore,
    private readonly drafts: SessionDrafts,
    private readonly events: SessionEvents,
  ) {}

  /** The session that remembers something for this browser, begun now if there is none. */
  async ensure(browser: Browser): Promise<ActiveSession> {
    if (browser.session) return browser.session;
    const { token, session } = this.drafts.ofVisitor(browser);
    const life = await this.store.insert(this.database.manager, session);
    return holdSession(browser, token, { ...life, user: null });
  }

  /**
   * Fresh again, under a new token: the person has just proved the credential once more. The browser
   * gets the token with `holdSession` when the transaction is committed, and not before: until then the
   * old one may be the one that lives on.
   */
  async renew(manager: EntityManager, browser: Browser): Promise<Renewal> {
    const { session } = browser;
    if (!session?.user) throw new AppError('unauthenticated');
    const { user, remembered } = session;
    const draft = this.drafts.ofUser(browser, { user, remembered });
    const renewed = await this.secrets.replaceToken(manager, session.id, draft.session);
    if (!renewed) throw new AppError('unauthenticated');
    return { token: draft.token, session: { ...renewed, user } };
  }

  /** Nothing of the session is left but the farewell, which waits for whoever opens the next page. */
  async end(browser: Browser): Promise<void> {
    const { session } = browser;
    // A second click comes with a cookie that is dead already: its answer must not take away the new one.
    if (!session) return;
    if (!session.user) {
      await this.transaction.run((manager) => this.store.end(manager, session.key));
      browser.session = null;
      return browser.forget();
    }
    await this.leave(browser, 'logged_out', async (manager) => {
      await this.store.end(manager, session.key);
      await this.events.loggedOut(manager, browser, session);
      return undefined;
    });
  }

  /**
   * Ends what `ending` ends and keeps one message for the visitor that remains.
   * @param ending answers what fills the holes of the message
   */
  leave(
    browser: Browser,
    farewell: FlashCode,
    ending: (manager: EntityManager) => Promise<FlashParams | undefined>,
  ): Promise<void> {
    return this.#remain(browser, farewell, async (manager) => ({
      params: await ending(manager),
      carried: nothingCarried,
    }));
  }

  /**
   * Does what ends whatever was open in this browser: a person is a visitor afterwards, with one message. Who was a visitor
   * before keeps what they laid aside.
   */
  startOver(
    browser: Browser,
    message: FlashCode,
    work: (manager: EntityManager) => Promise<void>,
  ): Promise<void> {
    const { session } = browser;
    return this.#remain(browser, message, async (manager) => {
      await work(manager);
      return { carried: session ? await this.store.end(manager, session.key) : nothingCarried };
    });
  }

  async #remain(
    browser: Browser,
    message: FlashCode,
    work: (manager: EntityManager) => Promise<Remains>,
  ): Promise<void> {
    const { token, session } = this.drafts.ofVisitor(browser);
    const life = await this.transaction.run(async (manager) => {
      const { carried, params } = await work(manager);
      const flash = this.drafts.messages(message, params);
      return this.store.insert(manager, { ...session, carried, flash });
    });
    browser.forget();
    browser.clearCache();
    holdSession(browser, token, { ...life, user: null });
  }
}
