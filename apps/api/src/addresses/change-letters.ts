import { type Letter, named } from '../mail/letter.ts';
import { tokenLife } from '../recovery/token-policy.ts';

const HOUR = 3600;

/** Whose address, and which. */
interface Change {
  readonly username: string;
  /** The new address. */
  readonly email: string;
  /** Of the deployment. */
  readonly publicUrl: URL;
}

const notYou =
  'If that was not you, somebody else uses your account: log in, change your password, and look at your devices.';

/** To the new address: it becomes the account's when the link is used. */
export function confirmChangeLetter({ username, url }: { username: string; url: string }): Letter {
  const { host } = new URL(url);
  return {
    subject: `Confirm your new address for ${host}`,
    paragraphs: [
      `Hello ${named(username)},`,
      `Your account on ${host} is to have this email address. Open the link, and press the button there: then it has.`,
      `The link is good for ${tokenLife.email_change / HOUR} hours, and once. A newer one takes its place.`,
    ],
    action: { words: 'Confirm the new address', url },
    closing: ['If you did not ask for it, do nothing: nothing changes.'],
  };
}

/** To an address that is another account's already: its owner is told, and nobody else learns of it. */
export function addressInUseLetter({ host }: URL): Letter {
  return {
    subject: `Somebody asked for your address on ${host}`,
    paragraphs: [
      `Somebody with another account on ${host} wants it to have this email address. It belongs to your account, and stays there.`,
    ],
    closing: [
      'If that was you: give this account another address first. An address belongs to one account only.',
      'If it was somebody else, there is nothing to do.',
    ],
  };
}

/** To the address until now, when another one is asked for. */
export function changeAskedLetter({ username, email, publicUrl: { host } }: Change): Letter {
  return {
    subject: `Another address was asked for, for your account on ${host}`,
    paragraphs: [
      `Hello ${named(username)},`,
      `Your account on ${host} is to have another email address: ${named(email)}. Nothing has changed yet: the address has to be confirmed first.`,
      'If that was you, there is nothing to do here.',
    ],
    closing: [notYou],
  };
}

/** To the address until now, and to the new one. */
export function addressChangedLetter({ username, email, publicUrl: { host } }: Change): Letter {
  return {
    subject: `The address of your account on ${host} was changed`,
    paragraphs: [
      `Hello ${named(username)},`,
      `Your account on ${host} has another email address now: ${named(email)}. You log in with it, and all mail goes there.`,
      'If you know of this, there is nothing to do.',
    ],
    closing: [notYou, `If you cannot log in any more, ask those who run ${host} for help at once.`],
  };
}
