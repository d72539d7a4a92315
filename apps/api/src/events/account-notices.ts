import {
  type Flash,
  type FlashCode,
  type FlashParams,
  flash,
  isFlashCode,
} from '@gatehouse/auth-core';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ENV } from '../config/config.module.ts';
import type { Env } from '../config/env.ts';
import { rows } from '../database/rows.ts';

interface Notice {
  readonly code: string;
  readonly params: FlashParams | null;
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

  /** Hands over what waits, the oldest first, as messages of the session that begins in this transaction. */
  async take(manager: EntityManager, userId: string): Promise<Flash[]> {
    const taken = await rows<Notice>(
      manager,
      `WITH taken AS (DELETE FROM account_notices WHERE user_id = $1 RETURNING code, params, created_at)
       SELECT code, params FROM taken ORDER BY created_at`,
      [userId],
    );
    // A row may hold what another release wrote; an empty text was turned off by the operator.
    return taken
      .flatMap(({ code, params }) =>
        isFlashCode(code) ? [flash(code, params ?? undefined, this.env.flashTexts)] : [],
      )
      .filter(({ text }) => text !== '');
  }
}
