import { codePoints } from './text.ts';
import { EMPTY_REGISTRATION } from './words.ts';

/** NIST SP 800-63B-4, 3.1.1.2: 15 when the password is the only factor. */
export const PASSWORD_MIN = 15;
/** No deployment may go below (ASVS 5.0, 6.2.1). */
export const PASSWORD_MIN_FLOOR = 8;
export const PASSWORD_MAX = 128;

const PRODUCT = 'gatehouse';
/** A shorter word is in too many passwords to mean anything. */
const WORD_MIN = 3;

export interface PasswordContext {
  readonly username?: string | undefined;
  readonly email?: string | undefined;
  /** Code points; PASSWORD_MIN unless the deployment says otherwise. */
  readonly minLength?: number | undefined;
}

/** Code points of the composed form, which is the one that is hashed. */
export function passwordLength(password: string): number {
  return codePoints(password.normalize('NFC'));
}

/**
 * What is wrong with a new password, in words for the person who chose it; undefined when nothing is.
 * Common passwords are looked up on the server only (`./password`): the list is too long for a page.
 */
export function passwordProblem(
  password: string,
  context: PasswordContext = {},
): string | undefined {
  const minLength = context.minLength ?? PASSWORD_MIN;
  const length = passwordLength(password);
  if (length === 0) return EMPTY_REGISTRATION;
  if (!password.isWellFormed()) return 'Use characters that your keyboard can type.';
  if (length < minLength) return `Use at least ${minLength} characters. You have ${length}.`;
  if (length > PASSWORD_MAX) return `Use at most ${PASSWORD_MAX} characters. You have ${length}.`;
  if (repeatsContext(password, context))
    return 'Choose a password that is not your username, your email address or the name of this site.';
  return undefined;
}

function repeatsContext(password: string, { username, email }: PasswordContext): boolean {
  const words = [PRODUCT, username, email, email?.split('@')[0]];
  return words.some((word) => word !== undefined && isMadeOf(fold(password), fold(word)));
}

/** Once or repeated, with nothing but digits and signs around: `Gatehouse2026!` is made of `gatehouse`. */
function isMadeOf(password: string, word: string): boolean {
  const core = word.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '') || word;
  if (core.length < WORD_MIN || !password.includes(core)) return false;
  return !/\p{L}/u.test(password.replaceAll(core, ''));
}

/** Compared without case and width. */
function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
