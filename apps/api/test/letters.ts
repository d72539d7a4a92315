import {
  addressChangedLetter,
  addressInUseLetter,
  changeAskedLetter,
  confirmChangeLetter,
} from '../src/addresses/change-letters.ts';
import { verificationLetter } from '../src/addresses/verification-letter.ts';
import { accountClosedLetter } from '../src/closing/closed-letter.ts';
import {
  actedForLetter,
  newBrowserLetter,
  type Occasion,
  passwordChangedLetter,
  passwordResetDoneLetter,
  sessionStolenLetter,
} from '../src/events/notice-letters.ts';
import type { Letter } from '../src/mail/letter.ts';
import { passwordResetLetter } from '../src/password-reset/reset-letters.ts';
import {
  accountExistsLetter,
  finishRegistrationLetter,
} from '../src/registration/registration-letters.ts';

const occasion: Occasion = {
  name: 'ana',
  publicUrl: new URL('https://shop.example.com'),
  at: new Date('2026-11-21T14:05:36Z'),
  device: 'Firefox on Linux',
};

const change = { ...occasion, username: 'ana', email: 'new@ana.example' };
const linkTo = (page: string) => ({
  username: 'ana',
  url: `https://shop.example.com/${page}#the-token`,
});

/** Every letter that anybody may get, by its name: a new one is added here, and looked at. */
export const letters: Readonly<Record<string, Letter>> = {
  actedFor: actedForLetter(occasion, 'root'),
  accountExists: accountExistsLetter('https://shop.example.com/login'),
  accountClosed: accountClosedLetter({
    username: 'ana',
    dueAt: new Date('2026-12-05T14:05:36Z'),
    publicUrl: occasion.publicUrl,
  }),
  addressChanged: addressChangedLetter(change),
  addressInUse: addressInUseLetter(occasion.publicUrl),
  changeAsked: changeAskedLetter(change),
  confirmChange: confirmChangeLetter(linkTo('confirm-email')),
  finishRegistration: finishRegistrationLetter(linkTo('finish-registration')),
  newBrowser: newBrowserLetter(occasion),
  passwordChanged: passwordChangedLetter(occasion),
  passwordReset: passwordResetLetter({
    url: 'https://shop.example.com/reset-password#the-token',
    username: 'ana',
  }),
  passwordResetDone: passwordResetDoneLetter(occasion),
  sessionStolen: sessionStolenLetter(occasion),
  verification: verificationLetter(linkTo('verify-email')),
};
