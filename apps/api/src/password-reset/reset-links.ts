import { AppError, paths } from '@gatehouse/auth-core';
import type { EntityManager } from 'typeorm';
import type { Env } from '../config/env.ts';
import { rows } from '../database/rows.ts';
import { mailedLink } from '../mail/link.ts';
import type { MailedTokens } from '../recovery/mailed-tokens.ts';

export interface ResetLink {
  readonly url: string;
  readonly username: string;
  /** Where it has to be sent: as it is stored. */
  readonly email: string;
}

interface Owner extends Omit<ResetLink, 'url'> {
  readonly isSuspended: boolean;
}

/** Links with which a person chooses a new password without the old one. */
export class ResetLinks {
  constructor(
    private readonly env: Env,
    private readonly tokens: MailedTokens,
  ) {}

  /** @throws AppError `not_found` for a person who is gone, `conflict` for one who may not log in */
  async make(manager: EntityManager, { id }: { readonly id: string }): Promise<ResetLink> {
    const [owner] = await rows<Owner>(
      manager,
      `SELECT username, email, suspended_at IS NOT NULL AS "isSuspended" FROM users WHERE id = $1 FOR NO KEY UPDATE`,
      [id],
    );
    if (!owner) throw new AppError('not_found');
    const { username, email, isSuspended } = owner;
    if (isSuspended)
      throw new AppError('conflict', { detail: 'A suspended account gets no new password.' });
    const purpose = 'password_reset';
    const token = await this.tokens.issue(manager, { purpose, userId: id, email });
    return { url: mailedLink(this.env, paths.resetPassword, token), username, email };
  }
}
