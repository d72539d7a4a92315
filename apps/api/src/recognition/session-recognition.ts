import { Inject, Injectable } from '@nestjs/common';
import type { Browser } from '../browser/browser.ts';
import { isSameDevice } from '../browser/device.ts';
import { newSecret, type SessionToken } from '../browser/session-token.ts';
import { ENV } from '../config/config.module.ts';
import type { Env } from '../config/env.ts';
import type { ActiveSession } from '../session/active-session.ts';
import { SecretMac } from '../session/secret-mac.ts';
import { SessionStore } from '../session/session.store.ts';
import type { StoredSession } from '../session/session-rows.ts';

const MINUTE = 60_000;

/** Finds out whose session a request belongs to, and keeps it alive. */
@Injectable()
export class SessionRecognition {
  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly store: SessionStore,
    private readonly secrets: SecretMac,
  ) {}

  /** Puts the session on the browser; null for a visitor. A failing database throws: it never logs anybody out. */
  async recognise(browser: Browser): Promise<void> {
    browser.session = await this.#find(browser);
  }

  async #find(browser: Browser): Promise<ActiveSession | null> {
    const { token } = browser;
    const stored = token && (await this.store.find(token.id));
    if (!token || !stored || !this.#isHolder(token, stored)) return null;

    const { secretMac, previousMac, ...session } = stored;
    const protectedSession = await this.#protect(browser, session);
    if (!protectedSession) return null;
    await this.#renewIfDue(browser, protectedSession);
    return this.#touch(browser, protectedSession);
  }

  #isHolder(token: SessionToken, { secretMac, previousMac }: StoredSession): boolean {
    return (
      this.secrets.matches(token, secretMac) ||
      (previousMac !== null && this.secrets.matches(token, previousMac))
    );
  }

  /** Another device, or a browser that was closed meanwhile, has not proved a credential lately. */
  async #protect(browser: Browser, session: ActiveSession): Promise<ActiveSession | null> {
    if (!session.user) return session;
    const isOtherDevice = !isSameDevice(browser.device, {
      browser: session.browser,
      os: session.os,
      kind: session.deviceKind,
    });
    if (isOtherDevice && this.env.sessionProtection === 'strong') {
      await this.store.endById(session.id);
      return null;
    }
    const isBack = session.remembered && browser.wasRestarted;
    if (isBack) browser.markPresent();
    if (!isBack && !isOtherDevice) return session;
    if (session.freshUntil) await this.store.makeStale(session.id);
    return { ...session, freshUntil: null };
  }

  async #renewIfDue(browser: Browser, session: ActiveSession): Promise<void> {
    if (session.rotatedAt.getTime() > 0) return;
    const secret = newSecret();
    if (!(await this.store.renewSecret(session.id, this.secrets.of(session.id, secret)))) return;
    const remaining = Math.floor((session.expiresAt.getTime() - session.now.getTime()) / 1000);
    browser.keep({ id: session.id, secret }, session.remembered ? remaining : undefined);
  }

  async #touch(browser: Browser, session: ActiveSession): Promise<ActiveSession | null> {
    const { lifetimes } = this.env;
    const idle = session.remembered ? lifetimes.rememberIdle : lifetimes.idle;
    const unseenFor = session.now.getTime() - session.lastSeenAt.getTime();
    if (browser.isBackground || unseenFor < Math.min(MINUTE, idle / 10)) return session;
    const idleExpiresAt = await this.store.touch(session.id, idle);
    return idleExpiresAt ? { ...session, idleExpiresAt, lastSeenAt: session.now } : null;
  }
}
