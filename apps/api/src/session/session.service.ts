import { AppError, type Flash, type FlashCode, flash } from '@gatehouse/auth-core';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Browser } from '../browser/browser.ts';
import { newToken, type SessionToken } from '../browser/session-token.ts';
import { ENV } from '../config/config.module.ts';
import type { Env } from '../config/env.ts';
import { rows } from '../database/rows.ts';
import type { UserEntity } from '../users/user.entity.ts';
import type { ActiveSession } from './active-session.ts';
import { DeviceSessions } from './device-sessions.ts';
import { SecretMac } from './secret-mac.ts';
import { SessionStore } from './session.store.ts';
import { draftSession } from './session-draft.ts';
import { type CarriedData, type NewSession, nothingCarried } from './session-rows.ts';

export interface LogIn {
  /** With the hash that the password was checked against: one that was changed meanwhile proves nothing. */
  readonly user: UserEntity;
  readonly remember: boolean;
  readonly greeting: FlashCode;
}

/** Begins, renews and ends the session of a browser. */
@Injectable()
export class SessionService {
  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly database: DataSource,
    private readonly store: SessionStore,
    private readonly devices: DeviceSessions,
    private readonly secrets: SecretMac,
  ) {}

  /** A new session for a person who has just proved a credential. The browser's old one is dead before this returns. */
  async start(browser: Browser, { user, remember, greeting }: LogIn): Promise<ActiveSession> {
    const token = newToken();
    const life = await this.database.transaction(async (manager) => {
      await this.#lockUser(manager, user);
      const carried = await this.#endCurrent(manager, browser);
      const started = await this.store.insert(manager, {
        ...this.#draft(browser, token, remember),
        userId: user.id,
        fresh: this.env.lifetimes.fresh,
        carried,
        flash: this.#messages(greeting),
      });
      await this.devices.endBeyond(manager, user.id, this.env.sessionsPerUser);
      return started;
    });
    return this.#hold(browser, token, { ...life, user });
  }

  /** A session for a visitor, once there is something to remember. */
  async startForVisitor(browser: Browser): Promise<ActiveSession> {
    const token = newToken();
    const life = await this.store.insert(this.database.manager, this.#draft(browser, token, false));
    return this.#hold(browser, token, { ...life, user: null });
  }

  /** The session that remembers something for this browser, begun now if there is none. */
  async ensure(browser: Browser): Promise<ActiveSession> {
    return browser.session ?? (await this.startForVisitor(browser));
  }

  /** Fresh again, under a new token: the person has just proved the credential once more. */
  async renew(manager: EntityManager, browser: Browser): Promise<ActiveSession> {
    const { session } = browser;
    const token = newToken();
    const renewed =
      session?.user &&
      (await this.store.replaceToken(manager, session.id, {
        id: token.id,
        mac: this.secrets.of(token.id, token.secret),
        fresh: this.env.lifetimes.fresh,
        device: browser.device,
        address: browser.address,
      }));
    if (!renewed) throw new AppError('unauthenticated');
    return this.#hold(browser, token, { ...renewed, user: session.user });
  }

  /** Nothing of the session is left but the farewell, which waits for whoever opens the next page. */
  async end(browser: Browser): Promise<void> {
    const { session } = browser;
    // A second click comes with a cookie that is dead already: its answer must not take away the new one.
    if (!session) return;
    if (!session.user) {
      await this.store.endById(session.id);
      browser.session = null;
      return browser.forget();
    }
    await this.leave(browser, 'logged_out', (manager) => this.store.end(manager, session.id));
  }

  /** Ends what `ending` ends and keeps one message for the visitor that remains. */
  async leave(
    browser: Browser,
    farewell: FlashCode,
    ending: (manager: EntityManager) => Promise<unknown>,
  ): Promise<void> {
    const token = newToken();
    const life = await this.database.transaction(async (manager) => {
      await ending(manager);
      return this.store.insert(manager, {
        ...this.#draft(browser, token, false),
        flash: this.#messages(farewell),
      });
    });
    browser.forget();
    browser.clearCache();
    this.#hold(browser, token, { ...life, user: null });
  }

  /** Two log-ins at once must not both find room for one more session; whoever is suspended or has a new password finds none. */
  async #lockUser(manager: EntityManager, { id, passwordHash }: UserEntity): Promise<void> {
    const [found] = await rows<{ isProved: boolean }>(
      manager,
      `SELECT password_hash = $2 AS "isProved" FROM users
        WHERE id = $1 AND suspended_at IS NULL FOR UPDATE`,
      [id, passwordHash],
    );
    if (!found) throw new AppError('invalid_credentials');
    if (!found.isProved)
      throw new AppError('conflict', { detail: 'The password has just been changed. Try again.' });
  }

  async #endCurrent(manager: EntityManager, browser: Browser): Promise<CarriedData> {
    return browser.session ? this.store.end(manager, browser.session.id) : nothingCarried;
  }

  #draft(browser: Browser, token: SessionToken, remembered: boolean): NewSession {
    const mac = this.secrets.of(token.id, token.secret);
    return draftSession(browser, { id: token.id, mac, remembered }, this.env.lifetimes);
  }

  /** None for one that the operator turned off by an empty text. */
  #messages(code: FlashCode): readonly Flash[] {
    const message = flash(code, undefined, this.env.flashTexts);
    return message.text === '' ? [] : [message];
  }

  #hold(browser: Browser, token: SessionToken, session: ActiveSession): ActiveSession {
    const remaining = Math.floor((session.expiresAt.getTime() - session.now.getTime()) / 1000);
    browser.keep(token, session.remembered ? remaining : undefined);
    browser.session = session;
    return session;
  }
}
