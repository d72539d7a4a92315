import type { SessionView, User } from '@gatehouse/auth-core';
import { isApiError } from './api-error.ts';
import { onAttention } from './attention.ts';
import { type ClientEvent, eventsBetween } from './client-event.ts';
import { anonymous, loading, lost, type SessionState, stateOf } from './session-state.ts';
import type { RefreshOptions, SessionStore } from './session-store.ts';
import { createStore, isSame, shielded } from './store.ts';
import type { TabMessage, Tabs } from './tabs.ts';

/** Milliseconds. Somebody who hops between windows is not a reason to ask at every hop. */
const SHORTEST_INTERVAL = 5000;

export interface SessionKeeperOptions {
  readonly read: (background: boolean) => Promise<SessionView>;
  readonly tabs: Tabs;
  readonly refreshOnFocus: boolean;
  readonly onEvent: ((event: ClientEvent) => void) | undefined;
  /** The server's time. */
  readonly now: () => number;
}

/** The session store, with what the rest of the SDK may tell it. */
export class SessionKeeper implements SessionStore {
  readonly #options: SessionKeeperOptions;
  readonly #store = createStore(loading, () => this.#watch());
  #version = 0;
  #askedAt = Number.NEGATIVE_INFINITY;
  #asking: Promise<SessionState> | undefined;

  readonly get = this.#store.get;
  readonly subscribe = this.#store.subscribe;

  constructor(options: SessionKeeperOptions) {
    this.#options = options;
  }

  /** Changes with everything that makes an answer on its way an old one. */
  get version(): number {
    return this.#version;
  }

  readonly ready = async (): Promise<SessionState> =>
    this.get().status === 'loading' ? this.refresh({ force: true }) : this.get();

  readonly refresh = ({ force, background }: RefreshOptions = {}): Promise<SessionState> => {
    const isRecent = Date.now() - this.#askedAt < SHORTEST_INTERVAL;
    const isOffline = globalThis.navigator?.onLine === false;
    if (!this.#asking && !force && (isRecent || isOffline)) return Promise.resolve(this.get());
    this.#asking ??= this.#ask(background === true);
    return this.#asking;
  };

  readonly hydrate = (view: SessionView | null): void => {
    if (view) this.#decide(this.#after(view));
  };

  close = (): void => {};

  /** An answer to a question that was asked at this version. */
  see(view: SessionView, asked: number): void {
    if (asked === this.#version) this.#show(this.#after(view));
  }

  /** A call that was made at this version was refused as nobody's. */
  lose(asked: number): void {
    if (asked === this.#version) this.#decide(lost(this.get(), this.#options.now()));
  }

  /** The session after an action of this client. The other tabs hear of it, as of the next two. */
  adopt(view: SessionView): void {
    this.#decideForAll(this.#after(view));
  }

  adoptUser(user: User): void {
    const state = this.get();
    if (state.user?.id === user.id) this.#decideForAll({ ...state, user } as SessionState);
  }

  leave(): void {
    this.#decideForAll(anonymous('logged_out'));
  }

  #after(view: SessionView): SessionState {
    return stateOf(view, this.get(), this.#options.now());
  }

  async #ask(background: boolean): Promise<SessionState> {
    const asked = this.#version;
    this.#askedAt = Date.now();
    // A listener that asks as well finds this one under way.
    await undefined;
    const state = this.get();
    if (!background && state.status === 'authenticated') this.#show({ ...state, refreshing: true });
    try {
      this.see(await this.#options.read(background), asked);
    } catch (error) {
      if (!isApiError(error)) throw error;
      const { user, session } = this.get();
      if (asked === this.#version) this.#show({ status: 'unreachable', user, session, error });
    } finally {
      if (asked === this.#version) this.#asking = undefined;
    }
    return this.get();
  }

  /** Something newer than any answer that is on its way. */
  #decide(next: SessionState): void {
    this.#version += 1;
    this.#asking = undefined;
    this.#askedAt = Date.now();
    this.#show(next);
  }

  #decideForAll(next: SessionState): void {
    this.#decide(next);
    this.#options.tabs.tell(next.status === 'anonymous' ? 'logged_out' : 'changed');
  }

  #show(next: SessionState): void {
    const before = this.get();
    const after = withKnownParts(next, before);
    this.#store.set(after);
    for (const event of eventsBetween(before, after))
      shielded(() => this.#options.onEvent?.(event));
  }

  readonly #hear = (message: TabMessage): void => {
    this.#decide(message === 'logged_out' ? anonymous('logged_out') : this.get());
    if (message === 'changed') void this.refresh({ force: true, background: true });
  };

  #watch(): () => void {
    const { tabs, refreshOnFocus } = this.#options;
    const stops = [tabs.listen(this.#hear)];
    if (refreshOnFocus && typeof window !== 'undefined')
      stops.push(onAttention((force) => void this.refresh({ force, background: true })));
    this.close = () => {
      for (const stop of stops.splice(0)) stop();
    };
    return this.close;
  }
}

/** Parts that did not change stay the same objects: who watches one of them sees no change. */
function withKnownParts(next: SessionState, known: SessionState): SessionState {
  const user = isSame(next.user, known.user) ? known.user : next.user;
  const session = isSame(next.session, known.session) ? known.session : next.session;
  return { ...next, user, session } as SessionState;
}
