import type {
  EndedSessions,
  LogInHistory,
  PasswordChange,
  SessionSummary,
} from '@gatehouse/auth-core';
import type { Http } from '../call.ts';
import type { SessionKeeper } from '../session-keeper.ts';
import { itemPath } from './item-path.ts';

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

  /**
   * When this account was last logged in to before, from where, and how often.
   * @throws ApiError `unauthenticated`
   */
  logIns(): Promise<LogInHistory> {
    return this.#http('GET', '/api/account/log-ins');
  }

  /** @throws ApiError `unauthenticated`, `not_found` */
  async endSession(id: string): Promise<void> {
    await this.#http('DELETE', itemPath(sessionsPath, id));
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
