import { once } from 'node:events';
import { type ClientRequest, get, type IncomingMessage } from 'node:http';
import type { Api } from './api.ts';

interface HeardEvent {
  readonly event: string;
  readonly data: string;
}

/** A page that listens to what happens to its session, on a connection of its own. */
export class LiveListener {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  /** Resolves when nothing more comes, whoever hung up. */
  readonly closed: Promise<void>;
  /** Everything that came, comments and hints included. */
  text = '';
  readonly #request: ClientRequest;

  private constructor(request: ClientRequest, response: IncomingMessage) {
    this.status = response.statusCode ?? 0;
    this.headers = response.headers;
    this.#request = request;
    this.closed = new Promise((resolve) => response.once('close', resolve));
    response.on('error', () => undefined);
    response.setEncoding('utf8').on('data', (text: string) => {
      this.text += text;
    });
  }

  /** @returns once the answer has begun */
  static async open({ baseUrl }: Api, cookie: string, origin?: string): Promise<LiveListener> {
    // The agent of `fetch`, which logged in: another one would be another device.
    const own = { accept: 'text/event-stream', 'user-agent': 'node' };
    const headers = { ...own, ...(cookie ? { cookie } : {}), ...(origin ? { origin } : {}) };
    const request = get(`${baseUrl}/api/session/events`, { headers, agent: false });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    const listener = new LiveListener(request, response);
    if (listener.status === 200) await listener.until(() => listener.text.includes('retry:'));
    else await listener.closed;
    return listener;
  }

  get events(): HeardEvent[] {
    const found = this.text.matchAll(/event: (.*)\ndata: (.*)\n\n/g);
    return [...found].map(([, event = '', data = '']) => ({ event, data }));
  }

  get names(): string[] {
    return this.events.map(({ event }) => event);
  }

  async until(isTrue: () => boolean): Promise<void> {
    const end = Date.now() + 10_000;
    while (!isTrue()) {
      if (Date.now() > end) throw new Error(`Not heard. So far: ${JSON.stringify(this.text)}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  hears(event: string): Promise<void> {
    return this.until(() => this.names.includes(event));
  }

  async hangUp(): Promise<void> {
    this.#request.destroy();
    await this.closed;
  }
}
