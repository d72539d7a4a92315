/** A value that others may watch. Made for React's `useSyncExternalStore`, and works without it. */
export interface Store<Value> {
  /** The same object until it changes. */
  get(): Value;
  /** @returns a function that ends the subscription */
  subscribe(listener: () => void): () => void;
}

export interface WritableStore<Value> extends Store<Value> {
  set(next: Value): void;
}

/** @param onWatched called with the first listener; what it returns is called after the last one left */
export function createStore<Value>(
  initial: Value,
  onWatched?: () => () => void,
): WritableStore<Value> {
  const listeners = new Set<() => void>();
  let value = initial;
  let release: (() => void) | undefined;

  return {
    get: () => value,
    set(next) {
      if (isSame(value, next)) return;
      value = next;
      for (const listener of [...listeners]) shielded(listener);
    },
    subscribe(listener) {
      const entry = () => listener();
      listeners.add(entry);
      if (listeners.size === 1) release = onWatched?.();
      return () => {
        if (listeners.delete(entry) && listeners.size === 0) release?.();
      };
    },
  };
}

export function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

/** A listener's fault surfaces on its own: it breaks neither a log-in nor the next listener. */
export function shielded(listener: () => void): void {
  try {
    listener();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
