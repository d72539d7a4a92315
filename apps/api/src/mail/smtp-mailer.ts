import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { MailSettings } from '../config/mail-settings.ts';
import { isLocal } from '../config/remote-servers.ts';
import { type Mail, Mailer, MailRefused } from './mailer.ts';
import { recipientOf, toMessage } from './message.ts';

/** Milliseconds. A whole try has an end of its own, by the signal that comes with it. */
const patience = {
  dnsTimeout: 5_000,
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  /** Without a byte from the server. */
  socketTimeout: 20_000,
  socketCloseTimeout: 1_000,
  /** Bytes of one answer. */
  maxResponseSize: 64 * 1024,
} as const;

type Smtp = Extract<MailSettings, { kind: 'smtp' }>;

interface Refusal extends Error {
  readonly command?: string;
  readonly response?: string;
  readonly responseCode?: number;
}

/** Hands mail to a server, over TLS that proves who it is unless it is this machine. */
export class SmtpMailer extends Mailer {
  readonly #url: URL;

  /** @param host of our own, for Message-ID and EHLO */
  constructor(
    private readonly settings: Smtp,
    private readonly host: string,
  ) {
    super();
    this.#url = new URL(settings.url);
  }

  async send(mail: Mail, signal: AbortSignal): Promise<void> {
    const { from } = this.settings;
    const to = recipientOf(mail.to);
    const message = await toMessage(mail, { from, host: this.host });
    const connection = new SMTPConnection(this.#options());
    const end = new Promise<never>((_, reject) => {
      connection.on('error', reject);
      connection.on('end', () => reject(new Error('The mail server closed the connection.')));
      signal.addEventListener('abort', () => reject(new Error('The mail server is too slow.')));
    });
    try {
      signal.throwIfAborted();
      await Promise.race([this.#converse(connection, { from: addressOf(from), to, message }), end]);
      connection.quit();
    } catch (error) {
      connection.close();
      throw isForGood(error as Refusal) ? new MailRefused('refused', { cause: error }) : error;
    }
  }

  async #converse(
    connection: SMTPConnection,
    { from, to, message }: { from: string; to: string; message: Buffer },
  ): Promise<void> {
    await settled((done) => connection.connect(done));
    const { username, password } = this.#url;
    const credentials = { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
    if (username !== '') await settled((done) => connection.login({ credentials }, done));
    await settled((done) => connection.send({ from, to: [to] }, message, done));
  }

  #options(): SMTPConnection.Options {
    const { protocol, hostname, port } = this.#url;
    const host = hostname.replace(/^\[(.*)\]$/, '$1');
    const secure = protocol === 'smtps:';
    const isHere = isLocal(host);
    return {
      ...patience,
      host,
      ...(port === '' ? {} : { port: Number(port) }),
      secure,
      // What does not leave this machine needs none; a server here often has a certificate that nobody can verify.
      requireTLS: !secure && !isHere,
      ignoreTLS: !secure && isHere,
      name: this.host,
      logger: false,
    };
  }
}

type Done = (error?: Error | null) => void;

function settled(begin: (done: Done) => void): Promise<void> {
  return new Promise((resolve, reject) => begin((error) => (error ? reject(error) : resolve())));
}

/** Of a sender, without its name. */
function addressOf(from: string): string {
  return /<([^<>]*)>$/.exec(from)?.[1] ?? from;
}

/**
 * The server says that there is no such address. Any other refusal may be a matter of settings, and is tried again: by
 * then somebody has seen it in the log.
 */
function isForGood({ command, response = '', responseCode = 0 }: Refusal): boolean {
  if (command !== 'RCPT TO' || responseCode < 500) return false;
  const status = /^\d{3}[ -](5\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1];
  return status ? status.startsWith('5.1.') : [550, 551, 553].includes(responseCode);
}
