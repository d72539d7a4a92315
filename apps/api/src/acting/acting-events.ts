import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Browser } from '../browser/browser.ts';
import { AccountLetters } from '../events/account-letters.ts';
import { AccountNotices } from '../events/account-notices.ts';
import { actedForLetter, type Occasion } from '../events/notice-letters.ts';
import { SecurityEvents } from '../events/security-events.ts';
import type { ActiveSession } from '../session/active-session.ts';
import type { UserRow } from '../users/user-view.ts';

interface Begun {
  readonly session: ActiveSession;
  readonly admin: UserRow;
  readonly user: UserRow;
  readonly reason: string;
}

/** What is kept of an admin who acts for somebody, and what that person is told. */
@Injectable()
export class ActingEvents {
  constructor(
    private readonly events: SecurityEvents,
    private readonly notices: AccountNotices,
    private readonly letters: AccountLetters,
  ) {}

  async began(
    manager: EntityManager,
    browser: Browser,
    { session, admin, user, reason }: Begun,
  ): Promise<void> {
    const about = { userId: user.id, actorId: admin.id, sessionId: session.id, browser };
    await this.events.record(manager, { name: 'acting_started', ...about, details: { reason } });
    const { username } = admin;
    await this.notices.leave(manager, user.id, 'acted_for', { admin: username });
    const write = (occasion: Occasion) => actedForLetter(occasion, username);
    await this.letters.send(manager, { userId: user.id, browser }, write);
  }

  async ended(manager: EntityManager, browser: Browser, session: ActiveSession): Promise<void> {
    const about = { userId: session.user?.id, sessionId: session.id, browser };
    await this.events.record(manager, { name: 'acting_ended', ...about });
  }
}
