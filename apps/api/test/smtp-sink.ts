import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createSecureServer } from 'node:tls';

/** A message that was taken, and for whom: what stands between RCPT TO's brackets. */
export interface TakenMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly message: string;
}

/**
 * `silent` never greets; `stuck` never answers RCPT; `vanishes` closes the connection in the middle of DATA;
 * `forgets` takes the message and closes the connection before it says so.
 */
export type Mood =
  | 'takes'
  | 'silent'
  | 'stuck'
  | 'unknown_address'
  | 'relay_denied'
  | 'full'
  | 'vanishes'
  | 'forgets';

const refusals: Partial<Record<Mood, string>> = {
  unknown_address: '550 5.1.1 No such person here',
  relay_denied: '554 5.7.1 Relay access denied',
  full: '452 4.3.1 Come back later',
};

interface SinkOptions {
  /** Key and certificate of one that speaks TLS from the first byte, and wants to know who comes. */
  readonly tls?: { readonly key: string; readonly cert: string };
}

/** A mail server that takes what it is given, or fails as it is told to. */
export class SmtpSink {
  readonly mails: TakenMail[] = [];
  mood: Mood = 'takes';
  /** Connections that came. */
  calls = 0;
  /** Everything that was said to it. */
  heard = '';
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(readonly options: SinkOptions) {
    const talk = (socket: Socket): void => this.#talk(socket);
    this.#server = options.tls ? createSecureServer(options.tls, talk) : createServer(talk);
  }

  static async open(options: SinkOptions = {}): Promise<SmtpSink> {
    const sink = new SmtpSink(options);
    sink.#server.listen(0, '0.0.0.0');
    await once(sink.#server, 'listening');
    return sink;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  /** Message-ID of each message that was taken. */
  get ids(): string[] {
    return this.mails.map(({ message }) => /^Message-ID: (.*)$/im.exec(message)?.[1] ?? '');
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #talk(socket: Socket): void {
    this.calls += 1;
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('error', () => undefined);
    const talk = new Talk(this, socket);
    let unread = '';
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      this.heard += chunk;
      const lines = (unread + chunk).split('\r\n');
      unread = lines.pop() ?? '';
      for (const line of lines) talk.hear(line);
    });
    if (this.mood !== 'silent') socket.write('220 sink\r\n');
  }
}

/** One connection. */
class Talk {
  #from = '';
  #to: string[] = [];
  #data: string[] | null = null;

  constructor(
    private readonly sink: SmtpSink,
    private readonly socket: Socket,
  ) {}

  hear(line: string): void {
    if (this.#data) this.#take(this.#data, line);
    else if (this.sink.mood !== 'stuck' || !/^RCPT/i.test(line)) this.#say(this.#answer(line));
  }

  #answer(line: string): string {
    const address = /<(.*)>/.exec(line)?.[1] ?? '';
    if (/^EHLO/i.test(line))
      return this.sink.options.tls ? '250-sink\r\n250 AUTH PLAIN' : '250-sink\r\n250 8BITMIME';
    if (/^AUTH/i.test(line)) return '235 2.7.0 welcome';
    if (/^MAIL FROM/i.test(line)) this.#from = address;
    if (/^RCPT TO/i.test(line)) {
      const refusal = refusals[this.sink.mood];
      if (refusal) return refusal;
      this.#to.push(address);
    }
    if (/^DATA/i.test(line)) {
      this.#data = [];
      return '354 go on';
    }
    return /^QUIT/i.test(line) ? '221 bye' : '250 fine';
  }

  #take(data: string[], line: string): void {
    if (this.sink.mood === 'vanishes') {
      this.socket.destroy();
      return;
    }
    if (line !== '.') {
      data.push(line);
      return;
    }
    this.sink.mails.push({ from: this.#from, to: this.#to, message: data.join('\r\n') });
    this.#data = null;
    this.#to = [];
    if (this.sink.mood === 'forgets') this.socket.destroy();
    else this.#say('250 2.0.0 taken');
  }

  #say(words: string): void {
    this.socket.write(`${words}\r\n`);
  }
}
