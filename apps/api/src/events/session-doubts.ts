import type { KeptEventName } from '@gatehouse/auth-core';
import { Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import type { Browser } from '../browser/browser.ts';
import type { ActiveSession } from '../session/active-session.ts';
import { OnceInAWhile } from './once-in-a-while.ts';
import { type SecurityEvent, SecurityEvents } from './security-events.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

type Doubted = Pick<ActiveSession, 'id' | 'user'>;
type DoubtedDevice = Doubted & Pick<ActiveSession, 'browser' | 'os'>;

/**
 * When it is asked whether the person of a session is still the same. Whoever has the session can cause it as often as they
 * like, and without a password: a row is kept once an hour for a session, and the log is told of more.
 */
@Injectable()
export class SessionDoubts {
  readonly #demands = new OnceInAWhile(MINUTE);
  readonly #kept = new OnceInAWhile(HOUR);

  constructor(private readonly events: SecurityEvents) {}

  /** Used from another device than before: not fresh any more. */
  changedDevice(database: DataSource, browser: Browser, session: DoubtedDevice): Promise<void> {
    return this.#keepHourly(database, changeOf(browser, session, false));
  }

  /** The same, and the session is over. */
  endedElsewhere(manager: EntityManager, browser: Browser, session: DoubtedDevice): Promise<void> {
    return this.events.record(manager, changeOf(browser, session, true));
  }

  /** Remembered, and back after the browser was closed. */
  restored(database: DataSource, browser: Browser, session: Doubted): Promise<void> {
    return this.#keepHourly(database, { name: 'session_restored', ...who(browser, session) });
  }

  /** A sensitive action asked for the password: not even told more than once a minute for a session. */
  async demanded(database: DataSource, browser: Browser, session: Doubted): Promise<void> {
    if (!this.#demands.isDue(session.id)) return;
    const name = 'reauthentication_demanded';
    await this.#keepHourly(database, { name, ...who(browser, session) });
  }

  async #keepHourly(database: DataSource, event: SecurityEvent<KeptEventName>): Promise<void> {
    if (this.#kept.isDue(`${event.name} ${event.sessionId}`))
      await this.events.record(database, event);
    else this.events.tell(event);
  }
}

function who(browser: Browser, { id, user }: Doubted) {
  return { userId: user?.id, sessionId: id, browser };
}

function changeOf(browser: Browser, session: DoubtedDevice, isOver: boolean) {
  const { device } = browser;
  const before = `${session.browser} on ${session.os}`;
  const details = { before, now: `${device.browser} on ${device.os}`, isOver };
  return { name: 'session_protected', ...who(browser, session), details } as const;
}
