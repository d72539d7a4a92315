/** What changed: a session, a user, or so much that nothing known before may be trusted. */
export type Change =
  | { readonly type: 'session'; readonly id: string; readonly isOver: boolean }
  | { readonly type: 'user'; readonly id: string }
  | { readonly type: 'everything' };

export type ChangeListener = (change: Change) => void;

/**
 * What the database says of changes in sessions and users, as every process hears it. The database
 * itself speaks, in the transaction that makes the change: no code path, and no operator with psql,
 * can forget to.
 */
export abstract class Announcements {
  /** How often something may have been missed. A plain number: counting must cost nothing. */
  readonly stats = { lost: 0 };
  readonly #listeners = new Set<ChangeListener>();

  /** False while this process may miss something: what it knows is not to be believed. */
  abstract get isHeard(): boolean;

  /** Calls for each change, whoever made it; `everything` when something may have been missed. */
  listen(listener: ChangeListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Resolves once no process answers from what was true before changes that are committed already: each
   * has heard of them, or has been silent for so long that it no longer trusts what it knows.
   */
  abstract everyoneHeard(): Promise<void>;

  protected tell(change: Change): void {
    for (const listener of this.#listeners) listener(change);
  }

  protected lose(): void {
    this.stats.lost += 1;
    this.tell({ type: 'everything' });
  }
}
