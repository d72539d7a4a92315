import type {
  AccountEvent,
  AdminUser,
  AdminUserQuery,
  EndedSessions,
  Page,
  PageQuery,
  SessionSummary,
  Suspension,
} from '@gatehouse/auth-core';
import type { Client } from '../client.ts';
import { queryOf } from '../query.ts';
import { itemPath } from '../resources/item-path.ts';

const path = '/api/admin/users';

/** Accounts, as admins see them. Every write needs a fresh session. */
export class AdminUsersResource {
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  /** @throws ApiError `unauthenticated`, `forbidden`, `validation_failed` */
  list(query?: AdminUserQuery): Promise<Page<AdminUser>> {
    return this.#client.request('GET', path + queryOf(query));
  }

  /** @throws ApiError `unauthenticated`, `forbidden`, `not_found` */
  get(id: string): Promise<AdminUser> {
    return this.#client.request('GET', itemPath(path, id));
  }

  /**
   * Ends every session, and lets nobody log in before `endSuspension`. Never oneself, never the last admin.
   * @throws ApiError `unauthenticated`, `forbidden`, `reauthentication_required`, `not_found`, `conflict`,
   * `validation_failed`
   */
  suspend(id: string, suspension: Suspension): Promise<AdminUser> {
    return this.#client.request('PUT', `${itemPath(path, id)}/suspension`, suspension);
  }

  /** @throws ApiError `unauthenticated`, `forbidden`, `reauthentication_required`, `not_found` */
  endSuspension(id: string): Promise<AdminUser> {
    return this.#client.request('DELETE', `${itemPath(path, id)}/suspension`);
  }

  /** @throws ApiError `unauthenticated`, `forbidden`, `not_found` */
  sessions(id: string): Promise<readonly SessionSummary[]> {
    return this.#client.request('GET', `${itemPath(path, id)}/sessions`);
  }

  /**
   * Everywhere at once; never one's own.
   * @throws ApiError `unauthenticated`, `forbidden`, `reauthentication_required`, `not_found`
   */
  endSessions(id: string): Promise<EndedSessions> {
    return this.#client.request('DELETE', `${itemPath(path, id)}/sessions`);
  }

  /**
   * What happened to the account, newest first.
   * @throws ApiError `unauthenticated`, `forbidden`, `not_found`, `validation_failed`
   */
  events(id: string, query?: PageQuery): Promise<Page<AccountEvent>> {
    return this.#client.request('GET', `${itemPath(path, id)}/events${queryOf(query)}`);
  }

  /**
   * Takes a deletion back that is not due yet.
   * @throws ApiError `unauthenticated`, `forbidden`, `reauthentication_required`, `not_found`
   */
  keep(id: string): Promise<void> {
    return this.#client.request('DELETE', `${itemPath(path, id)}/deletion`);
  }

  /**
   * Until they have chosen a new password, the person can do nothing else.
   * @throws ApiError `unauthenticated`, `forbidden`, `reauthentication_required`, `not_found`
   */
  demandPassword(id: string, demanded: boolean): Promise<void> {
    return this.#client.request('PUT', `${itemPath(path, id)}/password-demand`, { demanded });
  }

  /**
   * Mails a link with which the person chooses a new password; nobody else learns it. `not_found` too where no mail is sent.
   * @throws ApiError `unauthenticated`, `forbidden`, `reauthentication_required`, `not_found`, `rate_limited`
   */
  sendPasswordReset(id: string): Promise<void> {
    return this.#client.request('POST', `${itemPath(path, id)}/password-reset`);
  }
}
