import { type ClientRequest, get } from 'node:http';
import { setTimeout as wait } from 'node:timers';

const CONNECTING = 0;
const OPEN = 1;
const CLOSED = 2;

/** Server-sent events as browsers read them, on a real connection. */
export class TestEventSource extends EventTarget {
  static made: TestEventSource[] = [];
  readonly url: string;
  readonly withCredentials: boolean;
  readyState = CONNECTING;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  #request: ClientRequest | undefined;
  #retry = 400;

  constructor(url: string, { withCredentials = false }: EventSourceInit = {}) {
    super();
    this.url = url;
    this.withCredentials = withCredentials;
    TestEventSource.made.push(this);
    this.#connect();
  }

  static get open(): TestEventSource[] {
    return TestEventSource.made.filter(({ readyState }) => readyState === OPEN);
  }

  close(): void {
    this.readyState = CLOSED;
    this.#request?.destroy();
  }

  #connect(): void {
    if (this.readyState === CLOSED) return;
    this.#request = get(this.url, { agent: false }, (response) => {
      if (response.statusCode !== 200) return this.#fail();
      this.readyState = OPEN;
      this.onopen?.();
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
        const blocks = text.split('\n\n');
        text = blocks.pop() ?? '';
        for (const block of blocks) this.#read(block);
      });
      response.on('error', () => undefined).on('close', () => this.#comeBack());
    });
    this.#request.on('error', () => this.#comeBack());
  }

  #read(block: string): void {
    const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
    this.#retry = Number(field('retry') ?? this.#retry);
    const event = field('event');
    if (event && field('data') && this.readyState === OPEN) this.dispatchEvent(new Event(event));
  }

  #comeBack(): void {
    if (this.readyState !== OPEN && this.readyState !== CONNECTING) return;
    this.#request?.destroy();
    this.#request?.removeAllListeners('error').on('error', () => undefined);
    this.readyState = CONNECTING;
    this.onerror?.();
    wait(() => this.#connect(), this.#retry);
  }

  #fail(): void {
    this.close();
    this.onerror?.();
  }
}
