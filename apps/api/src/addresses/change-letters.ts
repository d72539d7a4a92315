import type { Letter } from '../mail/letter.ts';

interface Change {
  readonly username: string;
  /** The host of this deployment. */
  readonly site: string;
}

const notYou =
  'If that was not you, somebody else uses your account: log in, change your password, and end all other sessions.';

/** To the new address: it becomes the account's when the link is used. */
export function confirmChangeLetter({ username, site, url }: Change & { url: string }): Letter {
  return {
    subject: `Confirm your new address for ${site}`,
    paragraphs: [
      `The account ${username} at ${site} is to have this email address. Open the link, and press the button there: then it has.`,
    ],
    action: { words: 'Confirm the new address', url },
    closing: [
      'The link works once, for 2 hours.',
      'If you did not ask for this, do nothing: nothing changes.',
    ],
  };
}

/** To an address that is another account's already: its owner is told, and nobody else learns of it. */
export function addressInUseLetter({ site }: Pick<Change, 'site'>): Letter {
  return {
    subject: `Your address at ${site}`,
    paragraphs: [
      `Somebody who has another account at ${site} asked for this email address. It belongs to your account, and stays there.`,
    ],
    closing: [
      'If that was you: an address can belong to one account only. Give this account another one first.',
      'If not, there is nothing to do.',
    ],
  };
}

/** To the address until now, when another one is asked for. */
export function changeAskedLetter({ username, site, email }: Change & { email: string }): Letter {
  return {
    subject: `Another address was asked for at ${site}`,
    paragraphs: [
      `Somebody who is logged in to your account ${username} at ${site} asked for another email address: ${email}. Nothing has changed yet: it has to be confirmed there first.`,
    ],
    closing: [notYou],
  };
}

/** To the address until now, and to the new one. */
export function addressChangedLetter({
  username,
  site,
  email,
}: Change & { email: string }): Letter {
  return {
    subject: `Your address at ${site} was changed`,
    paragraphs: [`The account ${username} at ${site} has another email address now: ${email}.`],
    closing: ['If you know of this, there is nothing to do.', notYou],
  };
}
