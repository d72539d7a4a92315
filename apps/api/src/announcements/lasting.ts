import { setTimeout as delay } from 'node:timers/promises';

const SECOND = 1000;
const PAUSE = { shortest: SECOND / 10, longest: 5 * SECOND };

export interface Attempt {
  /** Aborted when it is over: lost, or not wanted any more. */
  readonly signal: AbortSignal;
  readonly onLost: (error: Error) => void;
  /** Tells that it has begun, and begins to last. */
  readonly onBegun: () => void;
}

interface Hooks {
  /** Lasts until it fails. */
  readonly work: (attempt: Attempt) => Promise<void>;
  readonly onEnd: () => void;
  readonly onError: (error: unknown) => void;
}

/** Work that lasts, like a connection. When it fails it begins again by itself, after longer and longer pauses. */
export class Lasting {
  readonly #hooks: Hooks;
  readonly #stopped = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(hooks: Hooks) {
    this.#hooks = hooks;
  }

  /** Resolves after the first attempt, whether it succeeded or not. */
  start(): Promise<void> {
    return new Promise((resolve) => {
      this.#running = this.#run(resolve);
    });
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#running;
  }

  async #run(onAttempt: () => void): Promise<void> {
    const { signal } = this.#stopped;
    let pause = PAUSE.shortest;
    const onBegun = (): void => {
      pause = PAUSE.shortest;
      onAttempt();
    };
    while (!signal.aborted) {
      await this.#attempt(onBegun);
      onAttempt();
      await delay(pause, undefined, { signal }).catch(() => undefined);
      pause = Math.min(pause * 2, PAUSE.longest);
    }
  }

  async #attempt(onBegun: () => void): Promise<void> {
    const over = new AbortController();
    const { signal } = over;
    const stopped = this.#stopped.signal;
    stopped.addEventListener('abort', () => over.abort(), { signal });
    try {
      await this.#hooks.work({ signal, onLost: (error) => over.abort(error), onBegun });
    } catch (error) {
      if (!stopped.aborted) this.#hooks.onError(signal.reason ?? error);
    }
    over.abort();
    this.#hooks.onEnd();
  }
}
