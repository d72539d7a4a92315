import type { EndedSessions, PasswordChange, SessionSummary } from '@gatehouse/auth-core';
import type { Http } from '../call.ts';
import type { SessionKeeper } from '../session-keeper.ts';

const sessionsPath = '/api/account/sessions';

export class AccountResource {
  readonly #http: Http;
  readonly #keeper: SessionKeeper;

  constructor(http: Http, keeper: SessionKeeper) {
    this.#http = http;
    this.#keeper = keeper;
  }

  /**
   * Ends the other sessions, and keeps this one.
   * @throws ApiError `invalid_credentials`, `validation_failed`, `unauthenticated`, `rate_limited`, `overloaded`
   */
  changePassword(change: PasswordChange): Promise<EndedSessions> {
    return this.#http('PUT', '/api/account/password', { body: change });
  }

  /**
   * Where this account is logged in.
   * @throws ApiError `unauthenticated`
   */
  sessions(): Promise<readonly SessionSummary[]> {
    return this.#http('GET', sessionsPath);
  }

  /** @throws ApiError `unauthenticated`, `not_found` */
  async endSession(id: string): Promise<void> {
    await this.#http('DELETE', `${sessionsPath}/${encodeURIComponent(id)}`);
    if (this.#keeper.get().session?.id === id) this.#keeper.leave();
  }

  /**
   * Needs a fresh session.
   * @throws ApiError `unauthenticated`, `reauthentication_required`
   */
  endOtherSessions(): Promise<EndedSessions> {
    return this.#http('DELETE', sessionsPath);
  }
}
