import {
  type Actor,
  AppError,
  authorize,
  canEditUser,
  canonicalEmail,
  canonicalUsername,
  type ProfileChange,
} from '@gatehouse/auth-core';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { FreshProof } from '../access/fresh-proof.ts';
import type { Browser } from '../browser/browser.ts';
import { rows } from '../database/rows.ts';
import { SecurityEvents } from '../events/security-events.ts';
import { SessionCache } from '../recognition/session-cache.ts';
import { refuseTaken } from './refuse-taken.ts';
import { type UserRow, userColumns } from './user-view.ts';
import { UsersService } from './users.service.ts';

interface ProfileEdit {
  readonly actor: UserRow;
  readonly id: string;
  readonly change: ProfileChange;
}

/** What people change about themselves, and admins about others. */
@Injectable()
export class ProfileChanges {
  constructor(
    private readonly database: DataSource,
    private readonly users: UsersService,
    private readonly proof: FreshProof,
    private readonly cache: SessionCache,
    private readonly events: SecurityEvents,
  ) {}

  /** A name that people log in with is worth a fresh proof; a picture is not. */
  async apply(browser: Browser, { actor, id, change }: ProfileEdit): Promise<UserRow> {
    const subject = await this.#subject(actor, id);
    authorize(canEditUser, actor, subject);
    const { username, email } = change;
    const renaming: ProfileChange = {
      ...change,
      username: username === subject.username ? undefined : username,
      email: email === subject.email ? undefined : email,
    };
    if (renaming.username !== undefined || renaming.email !== undefined)
      await this.proof.require(browser);
    const changed = await (actor.id === id
      ? this.#write(this.database, id, renaming)
      : this.database.transaction((manager) =>
          this.#writeOfOther(manager, browser, { actor, id, change: renaming }),
        )
    ).catch(refuseTaken({ username: username ?? subject.username }));
    this.cache.dropUser(id);
    return changed;
  }

  /** Whoever changes themselves was read with the session. */
  async #subject(actor: Actor & UserRow, id: string): Promise<UserRow> {
    return actor.id === id ? actor : this.users.getOrFail(id);
  }

  async #writeOfOther(
    manager: EntityManager,
    browser: Browser,
    { actor, id, change }: ProfileEdit,
  ): Promise<UserRow> {
    const written = await this.#write(manager, id, change);
    const details = { action: 'profile_changed' };
    const about = { userId: id, actorId: actor.id, browser, details };
    await this.events.record(manager, { name: 'authz_admin', ...about });
    return written;
  }

  async #write(
    database: DataSource | EntityManager,
    id: string,
    { username, email, name, avatarUrl }: ProfileChange,
  ): Promise<UserRow> {
    const [written] = await rows<UserRow>(
      database,
      `UPDATE users u SET
              username = COALESCE($2, u.username), username_canonical = COALESCE($3, u.username_canonical),
              email = COALESCE($4, u.email), email_canonical = COALESCE($5, u.email_canonical),
              email_verified_at = CASE WHEN u.email_canonical = $5 OR $5 IS NULL THEN u.email_verified_at END,
              name = COALESCE($6, u.name), avatar_url = CASE WHEN $7 THEN $8 ELSE u.avatar_url END
        WHERE u.id = $1 RETURNING ${userColumns}`,
      [
        id,
        username,
        username && canonicalUsername(username),
        email,
        email && canonicalEmail(email),
        name,
        avatarUrl !== undefined,
        avatarUrl,
      ],
    );
    if (!written) throw new AppError('not_found');
    return written;
  }
}
