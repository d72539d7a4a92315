import { AppError } from '@gatehouse/auth-core';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { OldPasswords } from '../account/old-passwords.ts';
import type { Browser } from '../browser/browser.ts';
import { SessionEvents } from '../events/session-events.ts';
import type { TokenOwner } from '../recovery/mailed-token.ts';
import { MailedTokens } from '../recovery/mailed-tokens.ts';
import { UserEntity } from '../users/user.entity.ts';

const purpose = 'password_reset';

interface Replacement {
  readonly token: string;
  readonly passwordHash: string;
}

/** Puts a new password in the place of one that is forgotten, and ends what was good with that. */
@Injectable()
export class PasswordReplacement {
  constructor(
    private readonly database: DataSource,
    private readonly tokens: MailedTokens,
    private readonly old: OldPasswords,
    private readonly events: SessionEvents,
  ) {}

  /**
   * Whose password it would be. Nothing is used up.
   * @throws AppError `invalid_token`
   */
  async ownerOf(token: string): Promise<UserEntity> {
    return personOf(this.database.manager, await this.tokens.read(purpose, token));
  }

  /**
   * No session, no other link and no known browser outlives the old password. This browser has not shown any password:
   * it is not known either.
   * @throws AppError `invalid_token`
   */
  async make(
    manager: EntityManager,
    browser: Browser,
    { token, passwordHash }: Replacement,
  ): Promise<void> {
    const user = await personOf(manager, await this.tokens.consume(manager, purpose, token));
    await manager.update(UserEntity, { id: user.id }, { passwordHash, passwordDemandedAt: null });
    const count = await this.old.endAll(manager, user.id);
    await this.events.resetPassword(manager, browser, { userId: user.id, count });
    const { session } = browser;
    // Somebody else, whose browser this is: a link leaves nobody logged in.
    if (session?.user && session.user.id !== user.id)
      await this.events.loggedOut(manager, browser, session);
  }
}

async function personOf(manager: EntityManager, { userId }: TokenOwner): Promise<UserEntity> {
  const user = userId && (await manager.findOneBy(UserEntity, { id: userId }));
  if (!user) throw new AppError('invalid_token');
  return user;
}
