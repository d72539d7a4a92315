import { type Letter, named } from '../mail/letter.ts';
import { tokenLife } from '../recovery/token-policy.ts';
import type { ResetLink } from './reset-links.ts';

const MINUTE = 60;

/** To whoever said that their password is forgotten, or an admin did for them. */
export function passwordResetLetter({
  url,
  username,
}: Pick<ResetLink, 'url' | 'username'>): Letter {
  const { host } = new URL(url);
  return {
    subject: `Choose a new password for your account on ${host}`,
    paragraphs: [
      `Hello ${named(username)},`,
      `A new password was asked for, for your account on ${host}.`,
      `The link is good for ${tokenLife.password_reset / MINUTE} minutes, and once. A newer one takes its place.`,
    ],
    action: { words: 'Choose a new password', url },
    closing: [
      'If you did not ask for it, there is nothing to do: your password stays as it is. Do not pass this mail on, whoever asks.',
    ],
  };
}
