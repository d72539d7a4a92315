import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { Browser } from '../browser/browser.ts';
import { formatToken, type SessionToken } from '../browser/session-token.ts';
import { SessionEvents } from '../events/session-events.ts';
import type { ActiveSession } from '../session/active-session.ts';
import { SessionSecrets } from '../session/session-secrets.ts';
import { toActiveSession } from '../session/stored-session.ts';
import { type Reading, SessionCache } from './session-cache.ts';
import { isConfirmed, proofOf } from './session-proof.ts';
import { SessionRotation } from './session-rotation.ts';

/** A session may change while it is judged; not again and again. */
const LOOKS = 3;
/** How many cookies that this system never made are remembered as such. */
const FORGERIES = 1000;

/** Finds the session of a token in the database, and judges whether the token opens it. */
@Injectable()
export class SessionLookup {
  readonly #forgeries = new LRUCache<string, true>({ max: FORGERIES });

  constructor(
    private readonly cache: SessionCache,
    private readonly secrets: SessionSecrets,
    private readonly rotation: SessionRotation,
    private readonly events: SessionEvents,
  ) {}

  /** A browser without a token that could be believed is a visitor's; one with several was tampered with. */
  admitVisitor(browser: Browser): true {
    if (browser.hasSeveralCookies) this.events.sentCopies(browser);
    return true;
  }

  /** Told once, it is known: the same browser sends the same cookie again. */
  isKnownForgery(token: SessionToken): boolean {
    return this.#forgeries.size > 0 && this.#forgeries.has(formatToken(token));
  }

  async find(browser: Browser, token: SessionToken): Promise<ActiveSession | null> {
    if (this.secrets.isGenuine(token)) return this.#look(browser, token, LOOKS);
    this.#forgeries.set(formatToken(token), true);
    return null;
  }

  async #look(
    browser: Browser,
    token: SessionToken,
    looksLeft: number,
  ): Promise<ActiveSession | null> {
    const reading = this.cache.read(token.id);
    const stored = await reading.stored;
    if (!stored) {
      this.events.usedAfterEnd(browser, token.id);
      return null;
    }
    const proof = proofOf(token, stored, this.secrets);
    if (proof === 'superseded') {
      if (!stored.user || looksLeft === 0 || (await this.rotation.endStolen(browser, stored)))
        return null;
      return this.#look(browser, token, looksLeft - 1);
    }
    if (proof === 'current') await this.#useCurrent(browser, token, reading);
    else if (!isConfirmed(stored)) this.rotation.offer(browser, token, stored);
    return toActiveSession(stored);
  }

  async #useCurrent(browser: Browser, token: SessionToken, reading: Reading): Promise<void> {
    const stored = await reading.stored;
    if (!stored) return;
    if (!isConfirmed(stored)) await this.rotation.confirm(stored);
    else if (this.rotation.isDue(stored)) await this.rotation.rotate(browser, token, stored);
    else return this.cache.keep(reading, toActiveSession(stored), token);
    this.cache.drop(stored.id);
  }
}
