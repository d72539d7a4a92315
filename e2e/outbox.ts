import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** A mail that the product would have sent. */
export interface Mail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly action?: { readonly words: string; readonly url: string };
  readonly at: string;
}

interface Where {
  /** The outbox of a product; that of the shared one if none is named. */
  readonly folder?: string;
  /** Only those whose subject is like this: other things may be told at the same moment. */
  readonly subject?: RegExp;
}

/** The last mail of a kind to an address, as soon as it is there. */
export async function lastMail(
  to: string,
  { folder = process.env['GATEHOUSE_OUTBOX'] ?? '', subject = /./ }: Where = {},
): Promise<Mail> {
  const deadline = Date.now() + 10_000;
  while (Date.now() < deadline) {
    const mails = await mailsTo(folder, to);
    const mail = mails.findLast((sent) => subject.test(sent.subject));
    if (mail) return mail;
    await delay(50);
  }
  throw new Error(`There is no such mail to ${to}.`);
}

/** The oldest first. */
async function mailsTo(folder: string, to: string): Promise<Mail[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.json'));
  const mails = await Promise.all(
    names.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')) as Mail),
  );
  return mails.filter((mail) => mail.to === to).sort((a, b) => a.at.localeCompare(b.at));
}
