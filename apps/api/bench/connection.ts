import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { type Answer, type Ask, readAnswer, requestText } from './wire.ts';

interface Waiting {
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

/** One kept-alive connection, one request at a time. A full client would need as much time as what it measures. */
export class Connection {
  readonly #socket: Socket;
  #received: Buffer = Buffer.alloc(0);
  #waiting: Waiting | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => this.#take(chunk));
    socket.on('error', (error) => this.#fail(error));
    socket.on('close', () => this.#fail(new Error('The server closed the connection.')));
  }

  static async open(port: number): Promise<Connection> {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    await once(socket, 'connect');
    return new Connection(socket);
  }

  /** Asks once, over a connection of its own. */
  static async ask(port: number, ask: Ask): Promise<Answer> {
    const connection = await Connection.open(port);
    const answer = await connection.exchange(requestText(ask));
    connection.close();
    return answer;
  }

  exchange(request: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket.write(request, 'latin1');
    });
  }

  close(): void {
    this.#waiting = undefined;
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    const answer = readAnswer(this.#received);
    if (!answer) return;
    this.#received = this.#received.subarray(answer.length);
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.resolve(answer);
  }

  #fail(error: Error): void {
    this.#waiting?.reject(error);
    this.#waiting = undefined;
  }
}
