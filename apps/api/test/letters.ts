import {
  actedForLetter,
  newBrowserLetter,
  type Occasion,
  passwordChangedLetter,
  sessionStolenLetter,
} from '../src/events/notice-letters.ts';
import type { Letter } from '../src/mail/letter.ts';

const occasion: Occasion = {
  name: 'ana',
  publicUrl: new URL('https://shop.example.com'),
  at: new Date('2026-11-21T14:05:36Z'),
  device: 'Firefox on Linux',
};

/** Every letter that anybody may get, by its name: a new one is added here, and looked at. */
export const letters: Readonly<Record<string, Letter>> = {
  actedFor: actedForLetter(occasion, 'root'),
  newBrowser: newBrowserLetter(occasion),
  passwordChanged: passwordChangedLetter(occasion),
  sessionStolen: sessionStolenLetter(occasion),
};
