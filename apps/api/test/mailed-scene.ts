import type { EntityManager } from 'typeorm';
import { AfterAnswers } from '../src/recovery/after-answers.ts';
import { MailedTokens } from '../src/recovery/mailed-tokens.ts';
import type { TokenPurpose } from '../src/recovery/token-policy.ts';
import { type Api, startApi } from './api.ts';
import { Outbox } from './outbox.ts';

/** What a token of each purpose is good for. */
export const endpoints: Readonly<Record<TokenPurpose, string>> = {
  password_reset: '/api/password-resets',
  email_verification: '/api/email-verifications',
  email_change: '/api/email-changes',
  registration: '/api/registrations',
};

export const newPassword = 'the tide comes in at noon';

/** The body that uses a token up. */
export function useOf(purpose: TokenPurpose, token: string): Record<string, string> {
  const passwords = { password: newPassword, passwordConfirmation: newPassword };
  if (purpose === 'registration') return { token, password: newPassword };
  return purpose === 'password_reset' ? { token, ...passwords } : { token };
}

/** An API whose mail can be read. */
export class MailedScene {
  private constructor(
    readonly api: Api,
    readonly outbox: Outbox,
  ) {}

  static async open(variables: Readonly<Record<string, string>> = {}): Promise<MailedScene> {
    const outbox = await Outbox.open();
    const api = await startApi({ variables: { OUTBOX_DIR: outbox.folder, ...variables } });
    return new MailedScene(api, outbox);
  }

  async close(): Promise<void> {
    await this.api.stop();
    await this.outbox.remove();
  }

  /** Says that a password is forgotten, and waits for whatever comes of it. */
  async forget(identifier: string, headers: Record<string, string> = {}): Promise<Response> {
    const path = '/api/password-reset-requests';
    const answer = await this.api.send('POST', path, { identifier }, headers);
    await this.api.app.get(AfterAnswers).done();
    return answer;
  }

  /** The link that somebody was mailed, as soon as there are so many. */
  async link(to: string, count = 1): Promise<URL> {
    const { action } = await this.outbox.lastTo('/reset-password', to, count);
    return new URL(action?.url ?? '');
  }

  async token(to: string, count = 1): Promise<string> {
    return (await this.link(to, count)).hash.slice(1);
  }

  /** How many links for a new password somebody was mailed. Every mail that was queued has been sent before. */
  async links(to: string): Promise<number> {
    await this.api.database.query('SELECT 1');
    const mails = await this.outbox.mails(to);
    return mails.filter(({ action }) => action?.url.includes('/reset-password#')).length;
  }

  /** A token without a mail. */
  issue(purpose: TokenPurpose, { id, email }: { id: string; email: string }): Promise<string> {
    const tokens = this.api.app.get(MailedTokens);
    return this.api.database.transaction((manager: EntityManager) =>
      tokens.issue(manager, { purpose, userId: id, email }),
    );
  }

  use(purpose: TokenPurpose, token: string, as: TokenPurpose = purpose): Promise<Response> {
    return this.api.send('POST', endpoints[as], useOf(as, token));
  }
}
