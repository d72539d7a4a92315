import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** The other end of a connection that does not behave: it sends little, or reads nothing. */
export class SlowSocket {
  readonly #socket: Socket;
  readonly #begun = Date.now();
  received = '';
  /** Milliseconds that the connection lived; undefined while it does. */
  lived: number | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('error', () => undefined);
    socket.once('close', () => {
      this.lived = Date.now() - this.#begun;
    });
  }

  static async open(port: number, { reads = true } = {}): Promise<SlowSocket> {
    const socket = connect({ port, host: '127.0.0.1' });
    const slow = new SlowSocket(socket);
    if (reads)
      socket.on('data', (chunk: Buffer) => {
        slow.received += chunk.toString('latin1');
      });
    await once(socket, 'connect');
    return slow;
  }

  /** What was not hung up yet takes it. */
  send(bytes: string): void {
    if (!this.#socket.destroyed) this.#socket.write(bytes);
  }

  /** A byte now and then, until the other end has enough. */
  async drip(byte: string, milliseconds: number): Promise<void> {
    while (this.lived === undefined) {
      this.send(byte);
      await pause(milliseconds);
    }
  }

  /** @returns how long the connection lived; undefined when it lives on after so many milliseconds */
  async closed(within: number): Promise<number | undefined> {
    const end = Date.now() + within;
    while (this.lived === undefined && Date.now() < end) await pause(20);
    return this.lived;
  }

  /** Whoever reads nothing learns of the end only by writing, or by asking the other end. */
  get isOpen(): boolean {
    return this.lived === undefined;
  }

  hangUp(): void {
    this.#socket.destroy();
  }
}
