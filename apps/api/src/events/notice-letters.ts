import { paths } from '@gatehouse/auth-core';
import { type Letter, named } from '../mail/letter.ts';

const clock = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'long',
  timeStyle: 'short',
  timeZone: 'UTC',
});

/** What somebody has to know of. */
export interface Occasion {
  /** How the person is called. */
  readonly name: string;
  /** Of the deployment. */
  readonly publicUrl: URL;
  readonly at: Date;
  /** A browser and a system, in words. */
  readonly device: string;
}

/** After a log-in from a browser that the person had never used. */
export function newBrowserLetter(occasion: Occasion): Letter {
  return {
    subject: `New browser at your account on ${occasion.publicUrl.host}`,
    paragraphs: [
      greeting(occasion),
      `Your account was used from a browser that we had not seen before: ${named(occasion.device)}, on ${time(occasion)}.`,
      'If that was you, there is nothing to do.',
    ],
    action: { words: 'See your devices', url: page(occasion, paths.settingsDevices) },
    closing: ['If it was not you, change your password: every other device is signed out with it.'],
  };
}

/** After an old copy of a cookie came back. */
export function sessionStolenLetter(occasion: Occasion): Letter {
  return {
    subject: `A device was signed out of your account on ${occasion.publicUrl.host}`,
    paragraphs: [
      greeting(occasion),
      `On ${time(occasion)} an old copy of the cookie of one of your devices was used. Somebody may have copied it, so we signed that device out.`,
      'If you restored that browser from a backup, there is nothing to do but log in again.',
    ],
    action: { words: 'Change your password', url: page(occasion, paths.settingsPassword) },
    closing: ['Otherwise look for unwanted programs on that device, and change your password.'],
  };
}

/** Whoever changed it. */
export function passwordChangedLetter(occasion: Occasion): Letter {
  return {
    subject: `New password for your account on ${occasion.publicUrl.host}`,
    paragraphs: [
      greeting(occasion),
      `The password of your account was changed on ${time(occasion)}, from ${named(occasion.device)}. Every other device was signed out.`,
      'If that was you, there is nothing to do.',
    ],
    action: { words: 'Choose another password', url: page(occasion, paths.forgotPassword) },
    closing: [
      'If it was not you, somebody else has your account: choose another password at once. You need none for it but a link that comes to this address.',
    ],
  };
}

/** When an admin begins to act for the person. The device is the admin's, and nobody else's business. */
export function actedForLetter(occasion: Occasion, admin: string): Letter {
  return {
    subject: `An admin used your account on ${occasion.publicUrl.host}`,
    paragraphs: [
      greeting(occasion),
      `The admin ${named(admin)} began to use your account for you on ${time(occasion)}, for half an hour at most. Everything that is done meanwhile is recorded, and nothing that you log in with can be changed.`,
      'If you asked for help, there is nothing to do.',
    ],
    action: { words: 'See your devices', url: page(occasion, paths.settingsDevices) },
    closing: [`If you do not know why, ask those who run ${occasion.publicUrl.host}.`],
  };
}

/** By a mailed link, whoever used it. */
export function passwordResetDoneLetter(occasion: Occasion): Letter {
  return {
    subject: `New password for your account on ${occasion.publicUrl.host}`,
    paragraphs: [
      greeting(occasion),
      `On ${time(occasion)} a new password was chosen for your account, with the link that we sent to this address, from ${named(occasion.device)}. Every device was signed out.`,
      'If that was you, log in with the new password.',
    ],
    closing: [
      'If it was not you, somebody else reads your mail: change the password of your mailbox first, and then ask for another link.',
    ],
  };
}

function greeting({ name }: Occasion): string {
  return `Hello ${named(name)},`;
}

function page({ publicUrl }: Occasion, path: string): string {
  return new URL(path, publicUrl.origin).href;
}

/** By a clock that is the same for everybody. */
function time({ at }: Occasion): string {
  return `${clock.format(at)} UTC`;
}
