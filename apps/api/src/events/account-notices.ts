import {
  type Flash,
  type FlashCode,
  type FlashParams,
  flash,
  isFlashCode,
} from '@gatehouse/auth-core';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Browser } from '../browser/browser.ts';
import { ENV } from '../config/config.module.ts';
import type { Env } from '../config/env.ts';
import { rows } from '../database/rows.ts';
import { digestOf } from '../limits/known-browsers.ts';
import { FLASH_MAX, isAliveInDatabase } from '../session/session-rows.ts';

interface Notice {
  readonly code: string;
  readonly params: FlashParams | null;
}

interface News {
  readonly code: FlashCode;
  readonly params: FlashParams;
  /** Of the session that is not told: who is in it knows. */
  readonly exceptKey?: number;
}

/** What a person is told at the next log-in: no session of theirs is left to hold a message. */
@Injectable()
export class AccountNotices {
  constructor(@Inject(ENV) private readonly env: Env) {}

  /** One of a code waits: the latest. Nothing for a person who is gone. */
  async leave(
    manager: EntityManager,
    userId: string,
    code: FlashCode,
    params?: FlashParams,
  ): Promise<void> {
    await rows(
      manager,
      `INSERT INTO account_notices (user_id, code, params)
       SELECT id, $2, $3::jsonb FROM users WHERE id = $1
       ON CONFLICT (user_id, code) DO UPDATE SET params = EXCLUDED.params, created_at = now()`,
      [userId, code, params ? JSON.stringify(params) : null],
    );
  }

  /** Of one that the person logged in from for the first time: in the other sessions. */
  async tellOfBrowser(
    manager: EntityManager,
    { device }: Browser,
    { key, user }: { readonly key: number; readonly user: { readonly id: string } },
  ): Promise<void> {
    const params = { device: `${device.browser} on ${device.os}` };
    await this.tell(manager, user.id, { code: 'new_browser', params, exceptKey: key });
  }

  /** In the sessions that are open, on their next page; without one, at the next log-in. */
  async tell(
    manager: EntityManager,
    userId: string,
    { code, params, exceptKey }: News,
  ): Promise<void> {
    const message = flash(code, params, this.env.flashTexts);
    if (message.text === '') return;
    // Whoever holds a row at this moment is not waited for: two that wait for each other would end both.
    const told = await rows(
      manager,
      `UPDATE sessions SET flash = flash || $3::jsonb
        WHERE key IN (
          SELECT s.key FROM sessions s WHERE s.user_id = $1 AND s.key IS DISTINCT FROM $2 AND s.actor_id IS NULL AND ${isAliveInDatabase}
             AND jsonb_array_length(s.flash) < ${FLASH_MAX}
           FOR UPDATE SKIP LOCKED) RETURNING 1`,
      [userId, exceptKey, JSON.stringify([message])],
    );
    if (told.length === 0) await this.leave(manager, userId, code, params);
  }

  /**
   * Hands over what waits, the oldest first, as messages of the session that begins in this transaction. It goes on waiting
   * until a browser has shown it that was known before it happened: a thief who logs in first takes no warning away.
   */
  async take(manager: EntityManager, { marks }: Browser, userId: string): Promise<Flash[]> {
    const taken = await rows<Notice>(
      manager,
      `WITH seen AS (
         DELETE FROM account_notices n WHERE user_id = $1 AND EXISTS (
           SELECT FROM known_browsers b
            WHERE b.user_id = $1 AND b.digest = ANY($2) AND b.first_login_at < n.created_at))
       SELECT code, params FROM account_notices WHERE user_id = $1 ORDER BY created_at`,
      [userId, marks.map(digestOf)],
    );
    // A row may hold what another release wrote; an empty text was turned off by the operator.
    return taken
      .flatMap(({ code, params }) =>
        isFlashCode(code) ? [flash(code, params ?? undefined, this.env.flashTexts)] : [],
      )
      .filter(({ text }) => text !== '');
  }
}
