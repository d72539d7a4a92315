import { join } from 'node:path';
import { defaultDataDir } from '../postgres/data-dir.ts';
import type { Variables } from './env-schema.ts';

/** Where mail goes. */
export type MailSettings =
  | { readonly kind: 'smtp'; readonly url: string; readonly from: string }
  /** A folder in its place, for whoever builds and tests. */
  | { readonly kind: 'outbox'; readonly folder: string }
  | { readonly kind: 'none' };

/** An address, or a name and an address; nothing that could become a line of its own. */
const sender =
  /^(?:[^<>"\p{Cc},;:@]{1,100}<[^\s<>",;:@]{1,64}@[^\s<>",;:@]{1,253}>|[^\s<>",;:@]{1,64}@[^\s<>",;:@]{1,253})$/u;

export function toMailSettings({
  NODE_ENV,
  SMTP_URL,
  MAIL_FROM,
  OUTBOX_DIR,
  DATA_DIR,
}: Variables): MailSettings {
  if (SMTP_URL && MAIL_FROM) return { kind: 'smtp', url: SMTP_URL, from: MAIL_FROM.trim() };
  if (OUTBOX_DIR) return { kind: 'outbox', folder: OUTBOX_DIR };
  if (NODE_ENV === 'development')
    return { kind: 'outbox', folder: join(DATA_DIR ?? defaultDataDir(), 'outbox') };
  return { kind: 'none' };
}

export function mailFaults({ NODE_ENV, SMTP_URL, MAIL_FROM, OUTBOX_DIR }: Variables): string[] {
  const faults: string[] = [];
  if (SMTP_URL && !MAIL_FROM)
    faults.push('MAIL_FROM: missing. Mail needs a sender, like Example <hello@example.com>');
  if (MAIL_FROM && !sender.test(MAIL_FROM.trim()))
    faults.push(
      'MAIL_FROM: is not one address, like hello@example.com or Example <hello@example.com>',
    );
  if (SMTP_URL && new URL(SMTP_URL).search !== '')
    faults.push('SMTP_URL: takes no parameters. Begin with smtps:// for TLS from the first byte.');
  if (OUTBOX_DIR && NODE_ENV === 'production')
    faults.push('OUTBOX_DIR: not in production, where mail has to reach people. Set SMTP_URL.');
  return faults;
}
