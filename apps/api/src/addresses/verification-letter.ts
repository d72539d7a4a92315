import type { Letter } from '../mail/letter.ts';

interface Verification {
  readonly username: string;
  /** The host of this deployment. */
  readonly site: string;
  readonly url: string;
}

/** To an address that an account has: does mail to it reach the person? */
export function verificationLetter({ username, site, url }: Verification): Letter {
  return {
    subject: `Verify your address for ${site}`,
    paragraphs: [
      `The account ${username} at ${site} has this email address. Show that it is yours: open the link, and press the button there.`,
    ],
    action: { words: 'Verify this address', url },
    closing: [
      'The link works once, for 24 hours.',
      'If you have no such account, do nothing: the address stays unverified.',
    ],
  };
}
