import { once } from 'node:events';
import {
  Agent,
  createServer,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from 'node:http';
import { pipeline } from 'node:stream';
import { freePort } from './product.ts';

/** One origin in front of several processes: each request goes to the next of them. */
export class RoundRobin {
  readonly url: string;
  readonly #server: Server;
  readonly #agent = new Agent({ keepAlive: true });
  #targets: readonly string[] = [];
  #turn = 0;

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.url = `http://localhost:${port}`;
    server.on('request', (asked: IncomingMessage, answer: ServerResponse) =>
      this.#pass(asked, answer),
    );
  }

  static async start(): Promise<RoundRobin> {
    const port = await freePort();
    const server = createServer().listen(port, '127.0.0.1');
    await once(server, 'listening');
    return new RoundRobin(server, port);
  }

  /** @param targets addresses of the processes, in the order of their turns */
  lead(targets: readonly string[]): void {
    this.#targets = targets;
  }

  async stop(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    this.#agent.destroy();
    await once(this.#server, 'close');
  }

  #pass(asked: IncomingMessage, answer: ServerResponse): void {
    const { connection: _, ...headers } = asked.headers;
    const passed = request(
      new URL(this.#next(asked.url ?? '/')),
      {
        method: asked.method,
        path: asked.url,
        agent: this.#agent,
        headers: {
          ...headers,
          'x-forwarded-for': asked.socket.remoteAddress,
          'x-forwarded-proto': 'http',
        },
      },
      (received) => {
        answer.writeHead(received.statusCode ?? 502, received.headers);
        // Streams of events begin with their headers, long before the first event.
        answer.flushHeaders();
        pipeline(received, answer, () => undefined);
      },
    );
    passed.on('error', () => (answer.headersSent ? answer.destroy() : answer.writeHead(502).end()));
    answer.on('close', () => passed.destroy());
    pipeline(asked, passed, () => undefined);
  }

  /** Files take no turn: two requests of a page in a row would always meet the same process. */
  #next(path: string): string {
    if (!path.startsWith('/assets/')) this.#turn += 1;
    return this.#targets[this.#turn % this.#targets.length] ?? '';
  }
}
