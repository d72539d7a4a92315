import type { FlashCode } from '@gatehouse/auth-core';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CoherentTransaction } from '../announcements/coherent-transaction.ts';
import type { Browser } from '../browser/browser.ts';
import { SessionEvents } from '../events/session-events.ts';
import { KnownBrowsers } from '../limits/known-browsers.ts';
import type { UserEntity } from '../users/user.entity.ts';
import type { ActiveSession } from './active-session.ts';
import { DeviceSessions } from './device-sessions.ts';
import { holdSession } from './hold-session.ts';
import { lockUser } from './lock-user.ts';
import { SessionStore } from './session.store.ts';
import { SessionDrafts } from './session-drafts.ts';
import { nothingCarried } from './session-rows.ts';

export interface LogIn {
  /** With the hash that the password was checked against: one that was changed meanwhile proves nothing. */
  readonly user: UserEntity;
  readonly remember: boolean;
  readonly greeting: FlashCode;
  /** What has to be there with the session or not at all, such as the account of a newcomer. */
  readonly prepare?: (manager: EntityManager) => Promise<void>;
}

/** Begins the session of a person. */
@Injectable()
export class SessionStart {
  constructor(
    private readonly transaction: CoherentTransaction,
    private readonly store: SessionStore,
    private readonly devices: DeviceSessions,
    private readonly drafts: SessionDrafts,
    private readonly events: SessionEvents,
    private readonly browsers: KnownBrowsers,
  ) {}

  /** For somebody who has just proved a credential. The browser's old session is dead before this returns. */
  async start(browser: Browser, logIn: LogIn): Promise<ActiveSession> {
    const { token, life, marks } = await this.transaction.run(
      (manager) => this.#begin(manager, browser, logIn),
      ({ hasEnded }) => hasEnded,
    );
    browser.keepMarks(marks);
    return holdSession(browser, token, { ...life, user: logIn.user });
  }

  async #begin(
    manager: EntityManager,
    browser: Browser,
    { user, remember, greeting, prepare }: LogIn,
  ) {
    await prepare?.(manager);
    const role = await lockUser(manager, user);
    const person = { id: user.id, role };
    const draft = this.drafts.ofUser(browser, { user: person, remembered: remember });
    const old = browser.session;
    const carried = old ? await this.store.end(manager, old.key) : nothingCarried;
    const notices = await this.events.takeNotices(manager, browser, user.id);
    const flash = [...this.drafts.messages(greeting), ...notices];
    const life = await this.store.insert(manager, { ...draft.session, carried, flash });
    const evicted = await this.devices.endBeyondLimit(manager, user.id);
    const { marks, isNew } = await this.browsers.remember(manager, browser, user.id);
    const session = { ...life, user };
    await this.events.created(manager, browser, { session, evicted, isNewBrowser: isNew });
    return { token: draft.token, life, marks, hasEnded: old !== null || evicted.length > 0 };
  }
}
