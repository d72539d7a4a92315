import type { PasswordReset, RegistrationProof, WaitingAddress } from '@gatehouse/auth-core';
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
   * @throws ApiError `invalid_token`, `validation_failed`, `overloaded`
   */
  async resetPassword(reset: PasswordReset): Promise<void> {
    await this.#client.request('POST', '/api/password-resets', reset);
    await this.#client.sessionStore.refresh({ force: true });
  }

  /**
   * Makes the account of a registration that was mailed about, for whoever knows the password that was chosen. Nobody is
   * logged in by it.
   * @throws ApiError `invalid_token`; `invalid_credentials`, `rate_limited`, `overloaded`; `username_taken`, `email_taken` for
   *   what became somebody else's meanwhile
   */
  async finishRegistration(proof: RegistrationProof): Promise<void> {
    await this.#client.request('POST', '/api/registrations', proof);
  }

  /**
   * Mails the link once more that verifies the address of whoever is logged in.
   * @throws ApiError `unauthenticated`, `rate_limited`, `not_found`
   */
  async requestVerification(): Promise<void> {
    await this.#client.request('POST', '/api/email-verification-requests');
  }

  /**
   * Shows by a mailed link that an address is its account's, whoever is logged in here.
   * @throws ApiError `invalid_token`
   */
  async verifyAddress(token: string): Promise<void> {
    await this.#client.request('POST', '/api/email-verifications', { token });
    await this.#client.sessionStore.refresh({ force: true });
  }

  /**
   * The address that waits to be confirmed by its mail; null when none does.
   * @throws ApiError `unauthenticated`
   */
  async waitingAddress(): Promise<string | null> {
    const { email } = await this.#client.request<WaitingAddress>(
      'GET',
      '/api/account/email-change',
    );
    return email;
  }

  /**
   * The address stays as it is.
   * @throws ApiError `unauthenticated`
   */
  async cancelAddressChange(): Promise<void> {
    await this.#client.request('DELETE', '/api/account/email-change');
  }

  /**
   * Gives an account the address that a mailed link went to, whoever is logged in here.
   * @throws ApiError `invalid_token`, `email_taken`
   */
  async confirmAddress(token: string): Promise<void> {
    await this.#client.request('POST', '/api/email-changes', { token });
    await this.#client.sessionStore.refresh({ force: true });
  }
}
