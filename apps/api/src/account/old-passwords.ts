import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Browser } from '../browser/browser.ts';
import { KnownBrowsers } from '../limits/known-browsers.ts';
import { PasswordFailures } from '../limits/password-failures.ts';
import { MailedTokens } from '../recovery/mailed-tokens.ts';
import { DeviceSessions } from '../session/device-sessions.ts';

interface StartedAnew {
  /** What the browser has to keep. */
  readonly marks: readonly string[];
  readonly endedSessions: number;
}

/** What ends with a password: sessions, mailed links, browsers that knew it, and failures that were counted against it. */
@Injectable()
export class OldPasswords {
  constructor(
    private readonly devices: DeviceSessions,
    private readonly tokens: MailedTokens,
    private readonly browsers: KnownBrowsers,
    private readonly failures: PasswordFailures,
  ) {}

  /** With a new password in an open session: that goes on, and its browser is known. */
  async startAnew(
    manager: EntityManager,
    browser: Browser,
    { userId, keptKey }: { userId: string; keptKey: number },
  ): Promise<StartedAnew> {
    const endedSessions = await this.devices.endOthers(manager, userId, keptKey);
    await this.tokens.forget(manager, userId);
    await this.failures.forget(manager, userId);
    const { marks } = await this.browsers.remember(manager, browser, userId);
    await this.browsers.forgetOthers(manager, marks[0], userId);
    return { marks, endedSessions };
  }

  /**
   * With a new password of somebody who could not show the old one: nothing goes on.
   * @returns how many sessions ended
   */
  async endAll(manager: EntityManager, userId: string): Promise<number> {
    const endedSessions = await this.devices.endAll(manager, userId);
    await this.tokens.forget(manager, userId);
    await this.failures.forget(manager, userId);
    await this.browsers.forgetAll(manager, userId);
    return endedSessions;
  }
}
