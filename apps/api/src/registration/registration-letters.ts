import { type Letter, named } from '../mail/letter.ts';
import { tokenLife } from '../recovery/token-policy.ts';

const HOUR = 3600;

/** To an address that no account has: the account is made when the link is used. */
export function finishRegistrationLetter({
  username,
  url,
}: {
  username: string;
  url: string;
}): Letter {
  const { host } = new URL(url);
  return {
    subject: `Finish your registration on ${host}`,
    paragraphs: [
      `Somebody registered on ${host} with this email address and the username ${named(username)}. If that was you, open the link, and type the password that you chose: then you have the account.`,
      `The link is good for ${tokenLife.registration / HOUR} hours, and once. A newer one takes its place.`,
    ],
    action: { words: 'Finish the registration', url },
    closing: [
      `If you did not choose the username ${named(username)}, do nothing: no account is made.`,
    ],
  };
}

/**
 * To the address of an account, which somebody tried to register with.
 * @param url of the log-in page
 */
export function accountExistsLetter(url: string): Letter {
  const { host } = new URL(url);
  return {
    subject: `You have an account on ${host}`,
    paragraphs: [
      `Somebody tried to register on ${host} with this email address. You have an account with it, and nothing about it has changed.`,
      'If that was you, log in with this address. There you can ask for a new password, too.',
    ],
    action: { words: 'Log in', url },
    closing: ['If it was somebody else, there is nothing to do.'],
  };
}
