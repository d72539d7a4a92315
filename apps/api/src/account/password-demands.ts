import { AppError } from '@gatehouse/auth-core';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Browser } from '../browser/browser.ts';
import { rows } from '../database/rows.ts';
import { SecurityEvents } from '../events/security-events.ts';
import type { UserEntity } from '../users/user.entity.ts';

interface Demand {
  readonly id: string;
  readonly actorId: string;
  readonly demanded: boolean;
}

/** People who can do nothing before they have chosen a new password: on evidence, and never by time. */
@Injectable()
export class PasswordDemands {
  constructor(
    private readonly database: DataSource,
    private readonly events: SecurityEvents,
  ) {}

  /**
   * @returns the username
   * @throws AppError `not_found`
   */
  async set(manager: EntityManager, { id, actorId, demanded }: Demand): Promise<string> {
    const [changed] = await rows<{ username: string }>(
      manager,
      `UPDATE users SET password_demanded_at = CASE WHEN $2 THEN COALESCE(password_demanded_at, now()) END
        WHERE id = $1 RETURNING username`,
      [id, demanded],
    );
    if (!changed) throw new AppError('not_found');
    const details = { demanded, reason: 'admin' };
    await this.events.record(manager, {
      name: 'authn_password_demand',
      userId: id,
      actorId,
      details,
    });
    return changed.username;
  }

  /** A password that others know was right: its owner chooses another one before anything else. */
  async foundKnown(browser: Browser, user: UserEntity): Promise<void> {
    if (user.passwordDemandedAt) return;
    await this.database.transaction(async (manager) => {
      const [changed] = await rows<{ at: Date }>(
        manager,
        `UPDATE users SET password_demanded_at = now()
          WHERE id = $1 AND password_hash = $2 AND password_demanded_at IS NULL RETURNING password_demanded_at AS at`,
        [user.id, user.passwordHash],
      );
      if (!changed) return;
      user.passwordDemandedAt = changed.at;
      const details = { demanded: true, reason: 'known' };
      const about = { userId: user.id, browser, details };
      await this.events.record(manager, { name: 'authn_password_demand', ...about });
    });
  }
}
