import {
  addressChangedLetter,
  addressInUseLetter,
  changeAskedLetter,
  confirmChangeLetter,
} from '../src/addresses/change-letters.ts';
import { verificationLetter } from '../src/addresses/verification-letter.ts';
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

const site = 'shop.example.com';
const url = `https://${site}/a-page#a-token`;
const account = { username: 'ana', site, url, email: 'ana@example.org' };

/** Every letter that anybody may get, by its name: a new one is added here, and looked at. */
export const letters: Readonly<Record<string, Letter>> = {
  accountExists: accountExistsLetter(account),
  actedFor: actedForLetter(occasion, 'root'),
  addressChanged: addressChangedLetter(account),
  addressInUse: addressInUseLetter(account),
  changeAsked: changeAskedLetter(account),
  confirmChange: confirmChangeLetter(account),
  finishRegistration: finishRegistrationLetter(account),
  newBrowser: newBrowserLetter(occasion),
  passwordChanged: passwordChangedLetter(occasion),
  passwordReset: passwordResetLetter({
    url: 'https://shop.example.com/reset-password#the-token',
    username: 'ana',
  }),
  passwordResetDone: passwordResetDoneLetter(occasion),
  sessionStolen: sessionStolenLetter(occasion),
  verification: verificationLetter(account),
};
