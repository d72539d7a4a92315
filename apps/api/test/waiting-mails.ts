import type { AddressedLetter } from '../src/mail/letter.ts';
import { MailSeal } from '../src/mail/mail-seal.ts';
import type { Api } from './api.ts';

/** Nobody listens there: whatever is mailed waits. */
export const mailServerIsDown = {
  SMTP_URL: 'smtp://127.0.0.1:1',
  MAIL_FROM: 'Gatehouse <hello@example.com>',
} as const;

/** What waits to be sent, the oldest first. */
export async function waitingMails(api: Api, to?: string): Promise<AddressedLetter[]> {
  const found: { id: string; content: Buffer }[] = await api.database.query(
    'SELECT id, content FROM mails WHERE content IS NOT NULL ORDER BY created_at, id',
  );
  const seal = api.app.get(MailSeal);
  return found
    .map(({ id, content }) => seal.open(id, content) as AddressedLetter)
    .filter((mail) => to === undefined || mail.to === to);
}

/** The token of the last link to somebody. */
export async function mailedToken(api: Api, to: string): Promise<string> {
  const mails = await waitingMails(api, to);
  const [url] = mails.flatMap(({ letter }) => letter.action?.url ?? []).reverse();
  const token = url?.split('#')[1];
  if (!token) throw new Error(`No link was mailed to ${to}.`);
  return token;
}
