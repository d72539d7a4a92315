import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** A mail server that takes everything, without TLS: people get mail from a product that is pointed at it. */
export class MailServer {
  readonly #messages: string[] = [];
  readonly #server: Server = createServer((socket) => this.#talk(socket));

  static async open(): Promise<MailServer> {
    const opened = new MailServer();
    // Whoever only lists the tests is not kept.
    opened.#server.listen(0, '127.0.0.1').unref();
    await once(opened.#server, 'listening');
    return opened;
  }

  /** What a product needs to know. */
  get variables(): Record<string, string> {
    const { port } = this.#server.address() as AddressInfo;
    return { SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'hello@example.com' };
  }

  /** The last message to somebody, as soon as it is there. */
  async lastTo(email: string): Promise<string> {
    const deadline = Date.now() + 10_000;
    while (Date.now() < deadline) {
      const message = this.#messages.findLast((taken) => taken.includes(`To: ${email}`));
      if (message) return message;
      await delay(50);
    }
    throw new Error(`There is no mail to ${email}.`);
  }

  #talk(socket: Socket): void {
    let unread = '';
    let isMessage = false;
    socket.on('error', () => undefined);
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      const lines = (unread + chunk).split('\r\n');
      unread = lines.pop() ?? '';
      for (const line of lines) {
        if (!isMessage) {
          isMessage = /^DATA/i.test(line);
          if (isMessage) this.#messages.push('');
          socket.write(`${answerTo(line)}\r\n`);
        } else if (line === '.') {
          isMessage = false;
          socket.write('250 taken\r\n');
        } else this.#messages.push(`${this.#messages.pop()}${line}\n`);
      }
    });
    socket.write('220 here\r\n');
  }
}

function answerTo(line: string): string {
  if (/^DATA/i.test(line)) return '354 go on';
  return /^QUIT/i.test(line) ? '221 bye' : '250 fine';
}

/** The first link of a message, whose long lines are broken. */
export function linkIn(message: string): string {
  const text = message.replace(/=\n/g, '').replace(/=3D/g, '=');
  return /http:\S+/.exec(text)?.[0] ?? '';
}
