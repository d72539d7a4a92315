import {
  type Flash,
  type FlashCode,
  type FlashParams,
  flash,
  flashSchema,
} from '@gatehouse/auth-core';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Browser } from '../browser/browser.ts';
import { ENV } from '../config/config.module.ts';
import type { Env } from '../config/env.ts';
import { rows } from '../database/rows.ts';
import { SessionCache } from '../recognition/session-cache.ts';
import { SessionService } from '../session/session.service.ts';
import { FLASH_MAX } from '../session/session-rows.ts';

/** Messages for the next page of a browser, handed over once. */
@Injectable()
export class FlashService {
  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly database: DataSource,
    private readonly sessions: SessionService,
    private readonly cache: SessionCache,
  ) {}

  /** Leaves a message. One that waits already is not left twice, and one without a text not at all. */
  async leave(browser: Browser, code: FlashCode, params?: FlashParams): Promise<void> {
    const message = flash(code, params, this.env.flashTexts);
    if (message.text === '') return;
    const session = await this.sessions.ensure(browser);
    const [left] = await rows<{ flashCount: number }>(
      this.database,
      `UPDATE sessions SET flash = CASE
                WHEN flash @> $2::jsonb THEN flash
                WHEN jsonb_array_length(flash) >= ${FLASH_MAX} THEN (flash - 0) || $2::jsonb
                ELSE flash || $2::jsonb END
        WHERE key = $1 RETURNING jsonb_array_length(flash) AS "flashCount"`,
      [session.key, JSON.stringify([message])],
    );
    if (left) browser.session = { ...session, ...left };
    this.cache.drop(session.id);
  }

  /** Hands over what waits, in order. Of two requests at once, one gets it. */
  async take(browser: Browser): Promise<Flash[]> {
    if (!browser.session) return [];
    const { id, key } = browser.session;
    const [taken] = await rows<{ flash: Flash[] }>(
      this.database,
      `UPDATE sessions s SET flash = '[]'
         FROM (SELECT key, flash FROM sessions WHERE key = $1 AND flash <> '[]' FOR UPDATE) waiting
        WHERE s.key = waiting.key RETURNING waiting.flash`,
      [key],
    );
    if (taken) this.cache.drop(id);
    // A row may hold what another release wrote: what is no message here is left out.
    return (taken?.flash ?? []).filter((stored) => flashSchema.safeParse(stored).success);
  }
}
