import { isAlive } from '@gatehouse/auth-core';
import { Injectable } from '@nestjs/common';
import type { Browser } from '../browser/browser.ts';
import type { SessionToken } from '../browser/session-token.ts';
import type { ActiveSession } from '../session/active-session.ts';
import { LastSeen } from './last-seen.ts';
import { SessionCache } from './session-cache.ts';
import { SessionLookup } from './session-lookup.ts';
import { SessionProtection } from './session-protection.ts';
import { SessionRotation } from './session-rotation.ts';

/** Finds out whose session a request belongs to, and keeps it alive. */
@Injectable()
export class SessionRecognition {
  constructor(
    private readonly cache: SessionCache,
    private readonly lookup: SessionLookup,
    private readonly rotation: SessionRotation,
    private readonly protection: SessionProtection,
    private readonly lastSeen: LastSeen,
  ) {}

  /** Puts the session on the browser; null for a visitor. A failing database throws: it never logs anybody out. */
  async recognise(browser: Browser): Promise<void> {
    if (!this.recogniseAtOnce(browser)) await this.#recognise(browser);
  }

  /**
   * Without asking the database, for visitors and for sessions that nothing has to be done about.
   * @returns false when that is not enough
   */
  recogniseAtOnce(browser: Browser): boolean {
    const { token } = browser;
    if (!token) return this.lookup.admitVisitor(browser);
    if (this.lookup.isKnownForgery(token)) return true;
    const known = this.#known(token);
    if (!known || !this.protection.isPlain(browser, known) || this.#isToBeNoted(browser, known))
      return false;
    browser.session = known;
    return true;
  }

  async #recognise(browser: Browser): Promise<void> {
    const { token } = browser;
    const session = token && (this.#known(token) ?? (await this.lookup.find(browser, token)));
    browser.session = session && (await this.#admit(browser, session));
  }

  /** From memory, when nothing has to be done about it. */
  #known(token: SessionToken): ActiveSession | null {
    const known = this.cache.find(token);
    return known && isAlive(known, known.now) && !this.rotation.isDue(known) ? known : null;
  }

  async #admit(browser: Browser, session: ActiveSession): Promise<ActiveSession | null> {
    const admitted = this.protection.isPlain(browser, session)
      ? session
      : await this.protection.protect(browser, session);
    if (!admitted || !this.#isToBeNoted(browser, admitted)) return admitted;
    const seen = await this.lastSeen.note(admitted);
    if (seen) this.cache.extend(seen);
    return seen;
  }

  #isToBeNoted(browser: Browser, session: ActiveSession): boolean {
    return !browser.isBackground && this.lastSeen.isDue(session);
  }
}
