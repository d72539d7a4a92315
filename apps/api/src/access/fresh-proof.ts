import { AppError, isFresh } from '@gatehouse/auth-core';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Browser } from '../browser/browser.ts';
import { SessionDoubts } from '../events/session-doubts.ts';
import { forThemAlone } from './for-them-alone.ts';

/** Asks for a credential proved lately. */
@Injectable()
export class FreshProof {
  constructor(
    private readonly database: DataSource,
    private readonly doubts: SessionDoubts,
  ) {}

  /** @throws AppError `reauthentication_required` when the last proof is too old; `forbidden` for an admin who acts for somebody */
  async require(browser: Browser): Promise<void> {
    const { session } = browser;
    if (session && isFresh(session, session.now)) return;
    if (session?.actor) throw forThemAlone(session);
    if (session) await this.doubts.demanded(this.database, browser, session);
    throw new AppError('reauthentication_required');
  }
}
