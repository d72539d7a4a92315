import type {
  Page,
  ProfileChange,
  PublicUser,
  Registration,
  Role,
  SessionView,
  User,
  UserQuery,
} from '@gatehouse/auth-core';
import type { Http } from '../call.ts';
import type { SessionKeeper } from '../session-keeper.ts';
import { itemPath } from './item-path.ts';

const path = '/api/users';

export class UsersResource {
  readonly #http: Http;
  readonly #keeper: SessionKeeper;

  constructor(http: Http, keeper: SessionKeeper) {
    this.#http = http;
    this.#keeper = keeper;
  }

  /**
   * Makes an account and logs in with it.
   * @throws ApiError `validation_failed`, `username_taken`, `email_taken`, `rate_limited`, `overloaded`
   */
  async register(registration: Registration): Promise<SessionView> {
    const view = await this.#http<SessionView>('POST', path, { body: registration });
    this.#keeper.adopt(view);
    return view;
  }

  /** @throws ApiError `unauthenticated`, `validation_failed` */
  list(query?: UserQuery): Promise<Page<PublicUser>> {
    return this.#http('GET', path, { query });
  }

  /**
   * The whole user for oneself and for admins, else the public part.
   * @throws ApiError `unauthenticated`, `not_found`
   */
  get(id: string): Promise<User | PublicUser> {
    return this.#http('GET', itemPath(path, id));
  }

  /**
   * A new username or address needs a fresh session.
   * @throws ApiError `unauthenticated`, `forbidden`, `reauthentication_required`, `not_found`,
   * `username_taken`, `email_taken`, `validation_failed`
   */
  async update(id: string, change: ProfileChange): Promise<User> {
    const user = await this.#http<User>('PATCH', itemPath(path, id), { body: change });
    this.#keeper.adoptUser(user);
    return user;
  }

  /**
   * Deletes an account and ends its sessions. Needs a fresh session.
   * @throws ApiError `unauthenticated`, `forbidden`, `reauthentication_required`, `not_found`
   */
  async delete(id: string): Promise<void> {
    await this.#http('DELETE', itemPath(path, id));
    if (this.#keeper.get().user?.id === id) this.#keeper.leave();
  }

  /**
   * For admins, and never for oneself. Needs a fresh session.
   * @throws ApiError `unauthenticated`, `forbidden`, `reauthentication_required`, `not_found`
   */
  changeRole(id: string, role: Role): Promise<User> {
    return this.#http('PUT', `${itemPath(path, id)}/role`, { body: { role } });
  }
}
