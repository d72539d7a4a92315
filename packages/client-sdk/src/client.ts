import type { SessionView } from '@gatehouse/auth-core';
import { isApiError } from './api-error.ts';
import type { Http, HttpOptions, Method } from './call.ts';
import type { ClientEvent } from './client-event.ts';
import { createFlashStore, type FlashStore } from './flash-store.ts';
import { createHttp } from './http.ts';
import { AccountResource } from './resources/account.ts';
import { CounterResource } from './resources/counter.ts';
import { MessagesResource } from './resources/messages.ts';
import { readSession, SessionResource } from './resources/session.ts';
import { ShopResource } from './resources/shop.ts';
import { UsersResource } from './resources/users.ts';
import { createServerClock } from './server-clock.ts';
import { SessionKeeper } from './session-keeper.ts';
import type { SessionStore } from './session-store.ts';
import { createTabs } from './tabs.ts';

export interface ClientOptions extends HttpOptions {
  readonly onEvent?: ((event: ClientEvent) => void) | undefined;
  /** Tells the other tabs of a browser when somebody logs in or out; true unless given. */
  readonly syncTabs?: boolean | undefined;
  /** Asks who is logged in when a person comes back to the page; true unless given. */
  readonly refreshOnFocus?: boolean | undefined;
}

/** One visitor of the API. Three people are three clients. */
export interface Client {
  readonly session: SessionResource;
  readonly users: UsersResource;
  readonly account: AccountResource;
  readonly messages: MessagesResource;
  readonly shop: ShopResource;
  readonly counter: CounterResource;
  readonly flash: FlashStore;
  readonly sessionStore: SessionStore;
  /** Where the API is; empty for the page's own origin. */
  readonly baseUrl: string;
  /**
   * Milliseconds since the epoch by the clock of the server, as its last answer told it: what the
   * ends of a session are compared with. The device's own time before the first answer.
   */
  serverTime(): number;
  /**
   * Calls a route of your own, as the SDK calls its own.
   * @throws ApiError every code
   */
  request<Answer = unknown>(method: Method, path: string, body?: unknown): Promise<Answer>;
}

/** Makes a client. Nothing is sent before the first call. */
export function createClient(options: ClientOptions = {}): Client {
  const { baseUrl = '', onEvent, syncTabs = true, refreshOnFocus = true } = options;
  const clock = createServerClock();
  const send = createHttp({ ...options, onAnswer: clock.hear });

  const http: Http = async <Answer>(...call: Parameters<Http>): Promise<Answer> => {
    const asked = keeper.version;
    try {
      return await send<Answer>(...call);
    } catch (error) {
      if (isApiError(error, 'unauthenticated')) keeper.lose(asked);
      throw error;
    }
  };
  const keeper = new SessionKeeper({
    read: (background): Promise<SessionView> => readSession(http, { background, isAlone: true }),
    tabs: createTabs(syncTabs ? baseUrl : undefined),
    refreshOnFocus,
    onEvent,
    now: clock.now,
  });

  return {
    session: new SessionResource(http, keeper),
    users: new UsersResource(http, keeper),
    account: new AccountResource(http, keeper),
    messages: new MessagesResource(http),
    shop: new ShopResource(http),
    counter: new CounterResource(http),
    flash: createFlashStore(http),
    sessionStore: keeper,
    baseUrl,
    serverTime: clock.now,
    request: (method, path, body) => http(method, path, { body }),
  };
}
