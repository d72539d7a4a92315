import { once } from 'node:events';
import { Agent, request } from 'node:http';

/** A client with one connection, which it has used already: the server knows it. */
export class Client {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  readonly #port: number;

  constructor(port: number) {
    this.#port = port;
  }

  /** Calls back as soon as all of it is sent; answers with status and what the connection does next. */
  async ask(method: string, path: string, body?: unknown, onSent?: () => void): Promise<string> {
    const content = body === undefined ? undefined : JSON.stringify(body);
    const sent = request({
      port: this.#port,
      host: '127.0.0.1',
      agent: this.#agent,
      method,
      path,
      headers: {
        host: `localhost:${this.#port}`,
        ...(content
          ? { 'content-type': 'application/json', 'content-length': content.length }
          : {}),
      },
    });
    sent.end(content, onSent);
    try {
      const [answer] = await once(sent, 'response');
      answer.resume();
      await once(answer, 'end');
      return `${answer.statusCode} ${answer.headers.connection}`;
    } catch (error) {
      return String((error as NodeJS.ErrnoException).code ?? error);
    }
  }

  hangUp(): void {
    this.#agent.destroy();
  }
}
