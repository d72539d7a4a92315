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
import { AddressChanges } from '../addresses/address-changes.ts';
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

/** The same, as it is to be written. */
interface Edit {
  readonly actor: UserRow;
  readonly subject: UserRow;
  readonly change: ProfileChange;
}

/** What people change about themselves, and admins about others. */
@Injectable()
export class ProfileChanges {
  constructor(
    private readonly database: DataSource,
    private readonly users: UsersService,
    private readonly proof: FreshProof,
    private readonly events: SecurityEvents,
    private readonly addresses: AddressChanges,
    private readonly cache: SessionCache,
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
    const edit = { actor, subject, change: renaming };
    const changed = await this.#save(browser, edit).catch(
      refuseTaken({ username: username ?? subject.username }),
    );
    this.cache.dropUser(id);
    return changed;
  }

  /** Whoever changes themselves was read with the session. */
  async #subject(actor: Actor & UserRow, id: string): Promise<UserRow> {
    return actor.id === id ? actor : this.users.getOrFail(id);
  }

  /** Whoever is to confirm a new address at the new one keeps the old one until then. */
  async #save(browser: Browser, edit: Edit): Promise<UserRow> {
    const { actor, subject, change } = edit;
    const isOwn = actor.id === subject.id;
    const { email } = change;
    if (isOwn && email === undefined) return this.#write(this.database, subject.id, change);
    const isAsked = isOwn && email !== undefined && this.addresses.mustConfirm(subject, email);
    if (isAsked) await this.addresses.spend(subject, email);
    return this.database.transaction((manager) =>
      isAsked
        ? this.#ask(manager, browser, { subject, change, email })
        : this.#writeAll(manager, browser, edit),
    );
  }

  async #ask(
    manager: EntityManager,
    browser: Browser,
    { subject, change, email }: { subject: UserRow; change: ProfileChange; email: string },
  ): Promise<UserRow> {
    const written = await this.#write(manager, subject.id, { ...change, email: undefined });
    await this.addresses.ask(manager, browser, { account: written, email });
    return written;
  }

  async #writeAll(
    manager: EntityManager,
    browser: Browser,
    { actor, subject, change }: Edit,
  ): Promise<UserRow> {
    const written = await this.#write(manager, subject.id, change);
    const actorId = actor.id === subject.id ? undefined : actor.id;
    if (actorId) {
      const about = { userId: subject.id, actorId, browser };
      const details = { action: 'profile_changed' } as const;
      await this.events.record(manager, { name: 'authz_admin', ...about, details });
    }
    const { email: before } = subject;
    await this.addresses.written(manager, { browser, actorId, before, account: written });
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
