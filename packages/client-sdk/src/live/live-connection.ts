import type { Client } from '../client.ts';

/**
 * Milliseconds. What ends a session often comes from this very browser: its own answer, which says more,
 * is here before anybody asks.
 */
const SETTLE = 300;
const PAUSE = { shortest: 5000, longest: 5 * 60_000 };
const CLOSED = 2;

interface Ways {
  readonly tellAll: () => void;
  readonly ask: (force: boolean) => void;
  /** Another tab had the connection until now: something may have been missed in between. */
  readonly isTakeover: boolean;
}

/** The connection of this browser, under the session that its client knows. */
export class LiveConnection {
  readonly #client: Client;
  readonly #ways: Ways;
  readonly #stop: () => void;
  #sessionId: string | undefined;
  #source: EventSource | undefined;
  #isGap: boolean;
  #refusals = 0;
  #news: ReturnType<typeof setTimeout> | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(client: Client, ways: Ways) {
    this.#client = client;
    this.#ways = ways;
    this.#isGap = ways.isTakeover;
    this.#stop = client.sessionStore.subscribe(() => this.#follow());
    // With the end of a session all tabs let go: the next one is about to.
    this.#retry = setTimeout(() => this.#follow(), ways.isTakeover ? SETTLE : 0);
  }

  close(): void {
    this.#stop();
    this.#hangUp();
  }

  #follow(): void {
    const id = this.#client.sessionStore.get().session?.id;
    if (id === this.#sessionId) return;
    if (this.#sessionId) this.#isGap = false;
    this.#sessionId = id;
    this.#refusals = 0;
    this.#connect();
  }

  #hangUp(): void {
    clearTimeout(this.#news);
    clearTimeout(this.#retry);
    this.#news = undefined;
    this.#source?.close();
  }

  #connect(): void {
    this.#hangUp();
    if (!this.#sessionId) return;
    const url = `${this.#client.baseUrl.replace(/\/+$/, '')}/api/session/events`;
    const source = new EventSource(url, { withCredentials: true });
    this.#source = source;
    const hear = (): void => {
      this.#news ??= setTimeout(() => {
        this.#news = undefined;
        this.#ways.tellAll();
      }, SETTLE);
    };
    source.addEventListener('changed', hear);
    source.addEventListener('ended', hear);
    source.onopen = () => this.#opened();
    // Until it is closed it comes back by itself.
    source.onerror = () => source.readyState === CLOSED && this.#refused();
  }

  #opened(): void {
    if (this.#isGap) this.#ways.tellAll();
    else this.#ways.ask(false);
    this.#isGap = true;
    this.#refusals = 0;
  }

  /** Nobody is logged in, there are too many, or a proxy says so: once asked, the client knows which. */
  #refused(): void {
    this.#isGap = true;
    const pause = Math.min(PAUSE.shortest * 2 ** this.#refusals, PAUSE.longest);
    this.#retry = setTimeout(() => this.#connect(), pause * (0.5 + Math.random() / 2));
    if (this.#refusals++ === 0) this.#ways.tellAll();
  }
}
