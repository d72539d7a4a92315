import { EMPTY_CREDENTIALS, EMPTY_REGISTRATION, PASSWORD_MISMATCH } from './words.ts';

export const flashLevels = ['success', 'info', 'warning', 'error'] as const;
export type FlashLevel = (typeof flashLevels)[number];

interface FlashEntry {
  readonly level: FlashLevel;
  /** `{name}` stands for a parameter. */
  readonly text: string;
}

/** One-time messages. The texts are those of the tutorials; an app overrides single ones by code. */
export const flashCatalogue = {
  logged_in: { level: 'success', text: "You've successfully logged in!" },
  logged_out: { level: 'success', text: 'You have been signed out.' },
  login_required: { level: 'info', text: 'Please log in first' },
  reauthentication_required: { level: 'info', text: 'Please reauthenticate to access this page.' },
  reauthenticated: { level: 'success', text: 'Your password is confirmed.' },
  not_authorized: { level: 'error', text: 'Not Authorized' },
  invalid_credentials: { level: 'error', text: 'Invalid username or password.' },
  empty_credentials: { level: 'error', text: EMPTY_CREDENTIALS },
  login_failed: {
    level: 'error',
    text: 'An error occurred while logging in. Please verify your email and password.',
  },
  user_created: { level: 'success', text: 'User account has been created.' },
  registration_mailed: {
    level: 'success',
    text: 'Check your email: we sent you a message that says how to go on.',
  },
  verification_mailed: { level: 'success', text: 'We sent a link to {email}.' },
  email_change_mailed: {
    level: 'success',
    text: 'We sent a link to {email}. Your address changes when you confirm it there.',
  },
  email_change_cancelled: { level: 'success', text: 'Your address stays as it is.' },
  user_updated: { level: 'success', text: 'User Updated!' },
  user_deleted: { level: 'success', text: 'User Deleted!' },
  account_closed: {
    level: 'success',
    text: 'Your account is closed. It will be deleted on {date}. To keep it, log in before then.',
  },
  account_kept: { level: 'success', text: 'Your account stays. Nothing was deleted.' },
  user_kept: { level: 'success', text: 'The account of {username} stays.' },
  password_demanded: {
    level: 'success',
    text: '{username} has to choose a new password before anything else.',
  },
  password_demand_ended: { level: 'success', text: '{username} may keep the password.' },
  user_closed: { level: 'success', text: '{username} will be deleted on {date}.' },
  username_taken: { level: 'error', text: 'Username {username} is not available.' },
  email_taken: { level: 'error', text: 'The email address is already registered.' },
  empty_registration: { level: 'error', text: EMPTY_REGISTRATION },
  password_mismatch: { level: 'error', text: PASSWORD_MISMATCH },
  invalid_submission: { level: 'error', text: 'Invalid submission. Please try again.' },
  invalid_field: { level: 'error', text: '{problem}' },
  registration_failed: {
    level: 'error',
    text: 'An error occurred while creating a user. Please make sure to enter valid data.',
  },
  user_suspended: { level: 'success', text: '{username} is suspended, and logged out everywhere.' },
  suspension_ended: { level: 'success', text: '{username} can log in again.' },
  user_sessions_ended: {
    level: 'success',
    text: 'Devices of {username} signed out: {count}.',
  },
  role_changed: { level: 'success', text: '{username} is now {role}.' },
  password_changed: {
    level: 'success',
    text: 'Password changed. Other devices signed out: {count}.',
  },
  password_reset: {
    level: 'success',
    text: 'Your password is changed, and all your devices are signed out. Log in with the new one.',
  },
  session_ended: { level: 'success', text: 'That device was signed out.' },
  session_stolen: {
    level: 'warning',
    text: 'We signed out one of your devices, because an old copy of its cookie was used. Change your password, unless you restored that browser from a backup.',
  },
  failed_attempts: {
    level: 'warning',
    text: 'Wrong passwords were tried for your account: {count}. If that was not you, choose a password that you use nowhere else.',
  },
  new_browser: {
    level: 'warning',
    text: 'Your account was used from a new browser: {device}. If that was not you, change your password.',
  },
  your_role_changed: { level: 'info', text: 'Your role was changed. It is now: {role}.' },
  your_devices_ended: {
    level: 'warning',
    text: 'All your devices were signed out by those who run this site. Ask them if you do not know why.',
  },
  your_suspension_ended: {
    level: 'info',
    text: 'Your account was suspended for a while, and is open again.',
  },
  acted_for: {
    level: 'warning',
    text: 'The admin {admin} used your account for you. Ask them if you do not know why.',
  },
  acting_ended: { level: 'success', text: 'You act for yourself again.' },
  sessions_ended: { level: 'success', text: 'Other devices signed out: {count}.' },
  message_created: { level: 'success', text: 'Message Created!' },
  message_updated: { level: 'success', text: 'Message Updated!' },
  message_deleted: { level: 'success', text: 'Message Deleted!' },
  order_placed: { level: 'success', text: 'Thank you! Your order has been placed.' },
} as const satisfies Record<string, FlashEntry>;

export type FlashCode = keyof typeof flashCatalogue;
export type FlashParams = Readonly<Record<string, string | number>>;

/** A message for the next page, once. */
export interface Flash {
  readonly code: FlashCode;
  readonly level: FlashLevel;
  readonly params?: FlashParams | undefined;
  readonly text: string;
}

/** Single texts in place of the catalogue's. */
export type FlashTexts = Readonly<Partial<Record<FlashCode, string>>>;

/** A message with its words. What people typed is text here, never markup; whoever shows it keeps it so. */
export function flash(code: FlashCode, params?: FlashParams, texts: FlashTexts = {}): Flash {
  const { level, text } = flashCatalogue[code];
  return {
    code,
    level,
    ...(params ? { params } : {}),
    text: fill(texts[code] ?? text, params ?? {}),
  };
}

export function isFlashCode(code: string): code is FlashCode {
  return Object.hasOwn(flashCatalogue, code);
}

function fill(text: string, params: FlashParams): string {
  return text.replace(/\{(\w+)\}/g, (hole, name: string) =>
    Object.hasOwn(params, name) ? String(params[name]) : hole,
  );
}
