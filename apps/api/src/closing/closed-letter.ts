import { paths } from '@gatehouse/auth-core';
import { type Letter, named } from '../mail/letter.ts';
import { type ClosedAccount, dueDate } from './closed-account.ts';

interface Closing extends ClosedAccount {
  readonly publicUrl: URL;
}

/** Whoever closed it: its person should know until when it can be kept. */
export function accountClosedLetter({ publicUrl, ...closed }: Closing): Letter {
  return {
    subject: `Your account on ${publicUrl.host} is closed`,
    paragraphs: [
      `Hello ${named(closed.username)},`,
      `your account is closed, and will be deleted on ${dueDate(closed)} with everything that is yours.`,
      'If that is what you want, there is nothing to do.',
    ],
    action: { words: 'Log in to keep it', url: new URL(paths.login, publicUrl).href },
    closing: ['If it was not you who closed it, change your password once you have it back.'],
  };
}
