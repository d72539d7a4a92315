import type { PasswordReset } from '@gatehouse/auth-core';
import type { Client } from '../client.ts';

/** For people who cannot show their password, or have not yet shown that an address is theirs. */
export class RecoveryResource {
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  /**
   * Mails a link to the address of an account. Says the same whether there is such an account or not.
   * @param identifier a username or an e-mail address
   * @throws ApiError `validation_failed`, `rate_limited`, `overloaded`, `not_found`
   */
  async requestPasswordReset(identifier: string): Promise<void> {
    await this.#client.request('POST', '/api/password-reset-requests', { identifier });
  }

  /**
   * A new password, by a mailed link. Every session of its owner ends, and whoever uses this client is a visitor afterwards:
   * nobody is logged in by a link.
   * @throws ApiError `invalid_token`, `validation_failed`, `overloaded`, `not_found`
   */
  async resetPassword(reset: PasswordReset): Promise<void> {
    await this.#client.request('POST', '/api/password-resets', reset);
    await this.#client.sessionStore.refresh({ force: true });
  }
}
