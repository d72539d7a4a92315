import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { type Answer, type Ask, readAnswer, requestText } from './wire.ts';

interface Waiting {
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

/**
 * One kept-alive connection, one request at a time; another one when the server has had enough of it. A full client would
 * need as much time as what it measures.
 */
export class Connection {
  readonly #port: number;
  #socket: Socket | undefined;
  #received: Buffer = Buffer.alloc(0);
  #waiting: Waiting | undefined;

  private constructor(port: number) {
    this.#port = port;
  }

  static async open(port: number): Promise<Connection> {
    const connection = new Connection(port);
    await connection.#connect();
    return connection;
  }

  /** Asks once, over a connection of its own. */
  static async ask(port: number, ask: Ask): Promise<Answer> {
    const connection = await Connection.open(port);
    const answer = await connection.exchange(requestText(ask));
    connection.close();
    return answer;
  }

  async exchange(request: string): Promise<Answer> {
    const socket = this.#socket ?? (await this.#connect());
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      socket.write(request, 'latin1');
    });
  }

  close(): void {
    this.#waiting = undefined;
    this.#socket?.destroy();
  }

  async #connect(): Promise<Socket> {
    const socket = connect({ port: this.#port, host: '127.0.0.1', noDelay: true });
    socket.on('data', (chunk: Buffer) => this.#take(chunk));
    socket.on('error', (error) => this.#fail(socket, error));
    socket.on('close', () => this.#fail(socket, new Error('The server closed the connection.')));
    await once(socket, 'connect');
    this.#received = Buffer.alloc(0);
    this.#socket = socket;
    return socket;
  }

  #take(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    const answer = readAnswer(this.#received);
    if (!answer) return;
    this.#received = this.#received.subarray(answer.length);
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (/\r\nconnection: close/i.test(answer.head)) {
      this.#socket?.destroy();
      this.#socket = undefined;
    }
    waiting?.resolve(answer);
  }

  #fail(socket: Socket, error: Error): void {
    if (socket !== this.#socket) return;
    this.#waiting?.reject(error);
    this.#waiting = undefined;
  }
}
