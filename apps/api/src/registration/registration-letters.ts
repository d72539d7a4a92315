import type { Letter } from '../mail/letter.ts';

interface Asked {
  /** The host of this deployment. */
  readonly site: string;
  readonly url: string;
}

/** To an address that no account has: the account is made when the link is used. */
export function finishRegistrationLetter({
  username,
  site,
  url,
}: Asked & { username: string }): Letter {
  return {
    subject: `Finish your registration at ${site}`,
    paragraphs: [
      `Somebody asked for the account ${username} at ${site} with this email address. If that was you, open the link, and press the button there: then you have it.`,
    ],
    action: { words: 'Finish the registration', url },
    closing: [
      'The link works once, for 24 hours.',
      `If you did not choose the username ${username}, do nothing: no account is made.`,
    ],
  };
}

/** To the address of an account, which somebody tried to register with. */
export function accountExistsLetter({ site, url }: Asked): Letter {
  return {
    subject: `You have an account at ${site}`,
    paragraphs: [
      `Somebody tried to register at ${site} with this email address. You have an account with it already, and nothing about it has changed.`,
      'If that was you, log in with this address. If you do not know your password any more, ask for a new one there.',
    ],
    action: { words: 'Log in', url },
    closing: ['If it was somebody else, there is nothing to do.'],
  };
}
