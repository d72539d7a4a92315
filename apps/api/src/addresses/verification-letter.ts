import { type Letter, named } from '../mail/letter.ts';
import { tokenLife } from '../recovery/token-policy.ts';

const HOUR = 3600;

/** To an address that an account has: does mail to it reach the person? */
export function verificationLetter({ username, url }: { username: string; url: string }): Letter {
  const { host } = new URL(url);
  return {
    subject: `Verify your address for ${host}`,
    paragraphs: [
      `Hello ${named(username)},`,
      `Your account on ${host} has this email address. Show that it is yours: open the link, and press the button there.`,
      `The link is good for ${tokenLife.email_verification / HOUR} hours, and once. A newer one takes its place.`,
    ],
    action: { words: 'Verify this address', url },
    closing: ['If you have no account there, do nothing: the address stays unverified.'],
  };
}
