import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ENV } from '../config/config.module.ts';
import type { Env } from '../config/env.ts';
import { SecurityEvents } from '../events/security-events.ts';
import { MailQueue } from '../mail/mail-queue.ts';
import { MailedTokens } from '../recovery/mailed-tokens.ts';
import { passwordResetLetter } from './reset-letters.ts';
import { ResetLinks } from './reset-links.ts';

/** Begins a new password for somebody: whoever reads their mail goes on with it. */
@Injectable()
export class PasswordResets {
  readonly #links: ResetLinks;

  constructor(
    @Inject(ENV) env: Env,
    tokens: MailedTokens,
    private readonly mails: MailQueue,
    private readonly events: SecurityEvents,
  ) {
    this.#links = new ResetLinks(env, tokens);
  }

  /**
   * Mails a link to the address that is stored. Their password, and whatever is open with it, goes on until it is used.
   * @throws AppError `not_found` for a person who is gone, `conflict` for one who may not log in
   */
  async start(manager: EntityManager, user: { readonly id: string }): Promise<void> {
    const { email, ...link } = await this.#links.make(manager, user);
    await this.mails.add(manager, email, passwordResetLetter(link));
    const details = { purpose: 'password_reset' };
    this.events.tellWith(manager, { name: 'authn_token_created', userId: user.id, details });
  }

  /**
   * The same link unmailed, where there is no mail: for the operator to hand over.
   * @throws AppError `not_found`, `conflict`
   */
  async link(manager: EntityManager, user: { readonly id: string }): Promise<string> {
    return (await this.#links.make(manager, user)).url;
  }
}
