import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { DataSource } from 'typeorm';
import { CoherentTransaction } from '../announcements/coherent-transaction.ts';
import type { Browser } from '../browser/browser.ts';
import { isSameDevice } from '../browser/device.ts';
import { ENV } from '../config/config.module.ts';
import type { Env } from '../config/env.ts';
import { SessionDoubts } from '../events/session-doubts.ts';
import type { ActiveSession } from '../session/active-session.ts';
import { SessionStore } from '../session/session.store.ts';
import { SessionUseStore } from '../session/session-use.store.ts';

const TOLD_MAX = 10_000;
const TOLD_FOR = 10 * 60_000;

/** Another device, or a browser that was closed meanwhile, has not proved a credential lately. */
@Injectable()
export class SessionProtection {
  /** What was told a while ago is not told at each request again. */
  readonly #told = new LRUCache<string, true>({ max: TOLD_MAX, ttl: TOLD_FOR });

  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly database: DataSource,
    private readonly transaction: CoherentTransaction,
    private readonly store: SessionStore,
    private readonly use: SessionUseStore,
    private readonly doubts: SessionDoubts,
  ) {}

  /** Nothing about the browser speaks against it. */
  isPlain(browser: Browser, session: ActiveSession): boolean {
    return session.user === null || !(isElsewhere(browser, session) || isBack(browser, session));
  }

  /** @returns what is left of the session; null when it is over */
  async protect(browser: Browser, session: ActiveSession): Promise<ActiveSession | null> {
    if (this.isPlain(browser, session)) return session;
    if (isElsewhere(browser, session)) {
      if (this.env.sessionProtection === 'strong') return this.#end(browser, session);
      if (this.#isNew(session, JSON.stringify(browser.device)))
        await this.doubts.changedDevice(this.database, browser, session);
    }
    if (isBack(browser, session)) {
      browser.markPresent();
      if (this.#isNew(session, 'back')) await this.doubts.restored(this.database, browser, session);
    }
    if (session.freshUntil)
      await this.transaction.run((manager) => this.use.makeStale(manager, session.key));
    return { ...session, freshUntil: null };
  }

  async #end(browser: Browser, session: ActiveSession): Promise<null> {
    await this.transaction.run(async (manager) => {
      await this.store.end(manager, session.key);
      await this.doubts.endedElsewhere(manager, browser, session);
    });
    return null;
  }

  #isNew({ id }: ActiveSession, what: string): boolean {
    const key = `${id} ${what}`;
    const isNew = !this.#told.has(key);
    this.#told.set(key, true);
    return isNew;
  }
}

function isElsewhere({ device }: Browser, { browser, os, deviceKind }: ActiveSession): boolean {
  return !isSameDevice(device, { browser, os, kind: deviceKind });
}

/** Remembered, and without the cookie that lives as long as the browser does. */
function isBack(browser: Browser, { remembered }: ActiveSession): boolean {
  return remembered && browser.wasRestarted;
}
