import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** One way of one connection. Closed, it keeps what comes for later. */
class Way {
  readonly #end: Socket;
  #kept: Buffer[] = [];
  isOpen: boolean;

  constructor(end: Socket, isOpen: boolean) {
    this.#end = end;
    this.isOpen = isOpen;
  }

  get isKeeping(): boolean {
    return this.#kept.length > 0;
  }

  send(bytes: Buffer): void {
    this.#kept.push(bytes);
    this.open(this.isOpen);
  }

  open(isOpen: boolean): void {
    this.isOpen = isOpen;
    if (isOpen) for (const bytes of this.#kept.splice(0)) this.#end.write(bytes);
  }
}

interface Connection {
  readonly ends: readonly Socket[];
  readonly there: Way;
  readonly back: Way;
  isPooled: boolean;
}

/** A line to the database on which everything goes wrong that can go wrong on a line. */
export class DatabaseLine {
  readonly #target: URL;
  readonly #server: Server;
  readonly #connections = new Set<Connection>();
  readonly #isDeaf: boolean;
  readonly #lateness: number;
  #isStalled = false;
  /** New connections are refused; those that stand go on. */
  isClosed = false;

  /**
   * @param isDeaf nothing that is announced comes through, as with a pooler in between
   * @param lateness milliseconds by which it comes later than answers do
   */
  constructor(databaseUrl: string, { isDeaf = false, lateness = 0 } = {}) {
    this.#target = new URL(databaseUrl);
    this.#isDeaf = isDeaf;
    this.#lateness = lateness;
    this.#server = createServer((socket) => this.#connect(socket));
  }

  /** @returns the address of the database on this line */
  async open(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    const url = new URL(this.#target);
    url.hostname = '127.0.0.1';
    url.port = String((this.#server.address() as AddressInfo).port);
    return url.href;
  }

  /** Everything that stands breaks, and nothing new is let through. */
  cut(): void {
    this.isClosed = true;
    for (const { ends } of this.#connections) for (const end of ends) end.destroy();
  }

  /** Nothing comes through and nobody is told. */
  stall(): void {
    this.#isStalled = true;
    for (const { there, back } of this.#connections)
      for (const way of [there, back]) way.open(false);
  }

  /** All is well again, and what was kept arrives. */
  mend(): void {
    this.isClosed = false;
    this.#isStalled = false;
    for (const { there, back } of this.#connections)
      for (const way of [there, back]) way.open(true);
  }

  /** Statements of the pool arrive; their answers stay on the way. */
  holdAnswers(): void {
    for (const { back, isPooled } of this.#connections) if (isPooled) back.open(false);
  }

  get isHoldingAnAnswer(): boolean {
    return [...this.#connections].some(({ back, isPooled }) => isPooled && back.isKeeping);
  }

  close(): void {
    this.cut();
    this.#server.close();
  }

  #connect(socket: Socket): void {
    if (this.isClosed) return void socket.destroy();
    const onward = connect(Number(this.#target.port), this.#target.hostname);
    const connection: Connection = {
      ends: [socket, onward],
      there: new Way(onward, !this.#isStalled),
      back: new Way(socket, !this.#isStalled),
      isPooled: false,
    };
    this.#connections.add(connection);
    const heard = this.#isDeaf ? withoutNotifications() : (bytes: Buffer) => bytes;
    socket.on('data', (bytes: Buffer) => {
      connection.isPooled ||= bytes.includes('application_name\0gatehouse\0');
      connection.there.send(bytes);
    });
    onward.on('data', (bytes: Buffer) => {
      const send = () => connection.back.send(heard(bytes));
      if (connection.isPooled || this.#lateness === 0) send();
      else setTimeout(send, this.#lateness);
    });
    for (const [end, other] of [
      [socket, onward],
      [onward, socket],
    ] as const)
      end
        .on('error', () => undefined)
        .on('close', () => {
          this.#connections.delete(connection);
          other.destroy();
        });
  }
}

/** Every message of the server begins with its kind, and its length without that. */
function withoutNotifications(): (bytes: Buffer) => Buffer {
  let rest = Buffer.alloc(0);
  return (bytes) => {
    rest = Buffer.concat([rest, bytes]);
    const kept: Buffer[] = [];
    while (rest.length >= 5 && rest.length > rest.readUInt32BE(1)) {
      const end = 1 + rest.readUInt32BE(1);
      if (rest.toString('latin1', 0, 1) !== 'A') kept.push(rest.subarray(0, end));
      rest = rest.subarray(end);
    }
    return Buffer.concat(kept);
  };
}
