import { domainToASCII } from 'node:url';
import MailComposer from 'nodemailer/lib/mail-composer';
import { oneLine } from './letter.ts';
import { type Mail, MailRefused } from './mailer.ts';
import { renderHtml, renderText } from './render-letter.ts';

/** One address and nothing else: no list, no name, no group, no second line. */
const oneAddress = /^[^\s<>"(),;:@[\]\\\p{Cc}]{1,64}@[^\s<>"(),;:@[\]\\\p{Cc}]{1,253}$/u;

/** @throws MailRefused for what is not exactly one address */
export function recipientOf(to: string): string {
  const at = to.lastIndexOf('@');
  const domain = domainToASCII(to.slice(at + 1));
  const address = `${to.slice(0, at)}@${domain}`;
  if (!oneAddress.test(to) || !oneAddress.test(address))
    throw new MailRefused('The address is not one address.');
  return address;
}

interface Sender {
  /** An address, or a name and an address. */
  readonly from: string;
  /** The right side of Message-ID. */
  readonly host: string;
}

/** The message as it goes over the wire, head and body. */
export function toMessage(mail: Mail, { from, host }: Sender): Promise<Buffer> {
  return new MailComposer({
    from,
    to: { name: '', address: recipientOf(mail.to) },
    subject: oneLine(mail.subject),
    messageId: `<${mail.id}@${host}>`,
    // No vacation notice answers it.
    headers: { 'Auto-Submitted': 'auto-generated' },
    text: renderText(mail),
    html: renderHtml(mail),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
}
