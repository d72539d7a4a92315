import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Mail, Mailer } from './mailer.ts';
import { toMessage } from './message.ts';

/** Keeps mail in a folder in place of sending it: each as a mail program opens it, and as the page of the outbox shows it. */
export class OutboxMailer extends Mailer {
  /** @param host the right side of addresses that we make up */
  constructor(
    private readonly folder: string,
    private readonly host: string,
  ) {
    super();
  }

  async send(mail: Mail): Promise<void> {
    const message = await toMessage(mail, { from: `gatehouse@${this.host}`, host: this.host });
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await this.#write(`${mail.id}.eml`, message);
    const facts = { ...mail, at: new Date().toISOString() };
    await this.#write(`${mail.id}.json`, `${JSON.stringify(facts, undefined, 2)}\n`);
  }

  /** Whole or not at all: somebody may be reading. */
  async #write(name: string, content: Buffer | string): Promise<void> {
    const file = join(this.folder, name);
    await writeFile(`${file}.part`, content, { mode: 0o600 });
    await rename(`${file}.part`, file);
  }
}
