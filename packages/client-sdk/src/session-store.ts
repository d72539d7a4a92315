import type { SessionView } from '@gatehouse/auth-core';
import type { SessionState } from './session-state.ts';
import type { Store } from './store.ts';

export interface RefreshOptions {
  /** Asks even if the last answer is only a moment old. */
  readonly force?: boolean | undefined;
  /** Does not count as use of the session, and shows nothing while it runs. */
  readonly background?: boolean | undefined;
}

/** The current session, shared by everything on the page. */
export interface SessionStore extends Store<SessionState> {
  /** Asks the server once, however many wait; later calls answer from memory. */
  ready(): Promise<SessionState>;
  /** Asks the server again: never two at a time, and not when it was asked a moment ago. */
  refresh(options?: RefreshOptions): Promise<SessionState>;
  /** Starts with what a page brought along; null when it could not know. */
  hydrate(view: SessionView | null): void;
  /** Stops to watch the window and the other tabs. */
  close(): void;
}
