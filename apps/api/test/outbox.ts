import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from './eventually.ts';

/** A mail that was sent, as the outbox keeps it. */
export interface OutboxMail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly action?: { readonly words: string; readonly url: string };
  readonly closing?: readonly string[];
  readonly at: string;
}

/** A folder of its own for the mail of one API: `startApi({ variables: { OUTBOX_DIR: outbox.folder } })`. */
export class Outbox {
  private constructor(readonly folder: string) {}

  static async open(): Promise<Outbox> {
    return new Outbox(await mkdtemp(join(tmpdir(), 'gatehouse-outbox-')));
  }

  /** Everything so far, the oldest first. */
  async mails(to?: string): Promise<OutboxMail[]> {
    const names = (await readdir(this.folder)).filter((name) => name.endsWith('.json'));
    const all = await Promise.all(
      names.map(
        async (name) => JSON.parse(await readFile(join(this.folder, name), 'utf8')) as OutboxMail,
      ),
    );
    return all
      .filter((mail) => to === undefined || mail.to === to)
      .sort((one, other) => one.at.localeCompare(other.at));
  }

  /** The last one to somebody, as soon as there are so many. */
  async last(to: string, count = 1): Promise<OutboxMail> {
    let mail: OutboxMail | undefined;
    await eventually(async () => {
      const mails = await this.mails(to);
      mail = mails.at(-1);
      return mails.length >= count;
    });
    if (!mail) throw new Error(`There is no mail to ${to}.`);
    return mail;
  }

  /** The one of a subject to somebody, as soon as it is there: other mail may come at the same moment. */
  async about(to: string, subject: RegExp): Promise<OutboxMail> {
    let mail: OutboxMail | undefined;
    await eventually(async () => {
      mail = (await this.mails(to)).findLast((sent) => subject.test(sent.subject));
      return mail !== undefined;
    });
    if (!mail) throw new Error(`There is no such mail to ${to}.`);
    return mail;
  }

  /** The last one to somebody whose link leads to a page, as soon as there are so many. */
  async lastTo(page: string, to: string, count = 1): Promise<OutboxMail> {
    let found: OutboxMail[] = [];
    await eventually(async () => {
      const mails = await this.mails(to);
      found = mails.filter(({ action }) => action?.url.includes(`${page}#`));
      return found.length >= count;
    });
    const mail = found.at(-1);
    if (!mail) throw new Error(`There is no mail to ${to} that leads to ${page}.`);
    return mail;
  }

  /** The token of the link in a mail. */
  static tokenOf({ action }: OutboxMail): string {
    const [, token] = action?.url.split('#') ?? [];
    if (!token) throw new Error('The mail has no link with a token.');
    return token;
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
