import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { freePort } from './free-port.ts';
import { FrontendMessages } from './frontend-messages.ts';

/** Stands between a server and its database, and counts the statements that pass, transactions' words included. */
export class StatementCounter {
  #count = 0;

  private constructor(
    readonly url: string,
    private readonly server: Server,
    private readonly sockets: Set<Socket>,
  ) {}

  static async open(databaseUrl: string): Promise<StatementCounter> {
    const target = new URL(databaseUrl);
    const server = createServer().listen(await freePort(), '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const url = new URL(databaseUrl);
    url.host = `127.0.0.1:${port}`;
    const counter = new StatementCounter(url.href, server, new Set());
    server.on('connection', (client) => counter.#pass(client, target));
    return counter;
  }

  /** @returns statements since it was last asked */
  take(): number {
    const count = this.#count;
    this.#count = 0;
    return count;
  }

  close(): void {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
  }

  #pass(client: Socket, { hostname, port }: URL): void {
    const database = connect({ host: hostname, port: Number(port || 5432) });
    const messages = new FrontendMessages();
    client.on('data', (chunk: Buffer) => {
      this.#count += messages.statementsIn(chunk);
    });
    for (const [one, other] of [
      [client, database],
      [database, client],
    ] as const) {
      one.setNoDelay(true).pipe(other);
      one.on('error', () => other.destroy());
      this.sockets.add(one);
    }
  }
}
