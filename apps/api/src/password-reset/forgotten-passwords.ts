import type { PasswordResetRequest } from '@gatehouse/auth-core';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { canonicalIdentifier } from '../account/canonical-identifier.ts';
import { rows } from '../database/rows.ts';
import { RecoveryLimit } from '../limits/recovery-limit.ts';
import { AfterAnswers } from '../recovery/after-answers.ts';
import { PasswordResets } from './password-resets.ts';

/** Hears of forgotten passwords. Whether there is such an account is told to its owner alone, by mail. */
@Injectable()
export class ForgottenPasswords {
  constructor(
    private readonly database: DataSource,
    private readonly limit: RecoveryLimit,
    private readonly later: AfterAnswers,
    private readonly resets: PasswordResets,
  ) {}

  /**
   * Does the same for everybody until it answers: who it is for is looked up afterwards.
   * @throws AppError `rate_limited`, `overloaded`
   */
  async hear(client: string, { identifier }: PasswordResetRequest): Promise<void> {
    const canonical = canonicalIdentifier(identifier);
    await this.limit.spend({ client, identifier: canonical });
    this.later.add(() => this.#answer(canonical));
  }

  async #answer(canonical: string): Promise<void> {
    const column = canonical.includes('@') ? 'email_canonical' : 'username_canonical';
    const [user] = await rows<{ id: string }>(
      this.database,
      `SELECT id FROM users WHERE ${column} = $1 AND suspended_at IS NULL`,
      [canonical],
    );
    if (!user || !(await this.limit.hasRoomFor(user.id))) return;
    await this.database.transaction((manager) => this.resets.start(manager, user));
  }
}
