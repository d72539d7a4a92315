import type { Confirmation, Credentials, SessionView } from '@gatehouse/auth-core';
import type { Http } from '../call.ts';
import type { SessionKeeper } from '../session-keeper.ts';

const path = '/api/session';

export interface ReadOptions {
  /** Does not count as use of the session. */
  readonly background?: boolean | undefined;
}

export function readSession(
  http: Http,
  { background, isAlone = false }: ReadOptions & { readonly isAlone?: boolean },
): Promise<SessionView> {
  const headers = background ? { 'gatehouse-background': 'true' } : undefined;
  return http('GET', path, { headers, isAlone });
}

export class SessionResource {
  readonly #http: Http;
  readonly #keeper: SessionKeeper;

  constructor(http: Http, keeper: SessionKeeper) {
    this.#http = http;
    this.#keeper = keeper;
  }

  /**
   * Who is logged in, from the server. `sessionStore` knows it without asking.
   * @throws ApiError `unavailable`, `rate_limited`
   */
  async current(options: ReadOptions = {}): Promise<SessionView> {
    const asked = this.#keeper.version;
    const view = await readSession(this.#http, options);
    this.#keeper.see(view, asked);
    return view;
  }

  /** @throws ApiError `invalid_credentials`, `validation_failed`, `rate_limited`, `overloaded` */
  async logIn(credentials: Credentials): Promise<SessionView> {
    const view = await this.#http<SessionView>('POST', path, { body: credentials });
    this.#keeper.adopt(view);
    return view;
  }

  /**
   * Ends the session, also when there is none.
   * @throws ApiError `unavailable`; then the session may still live
   */
  async logOut(): Promise<void> {
    await this.#http('DELETE', path);
    this.#keeper.leave();
  }

  /**
   * Makes the session fresh again, after `reauthentication_required`.
   * @throws ApiError `invalid_credentials`, `unauthenticated`, `rate_limited`, `overloaded`
   */
  async confirm(confirmation: Confirmation): Promise<SessionView> {
    const view = await this.#http<SessionView>('POST', `${path}/confirmation`, {
      body: confirmation,
    });
    this.#keeper.adopt(view);
    return view;
  }
}
