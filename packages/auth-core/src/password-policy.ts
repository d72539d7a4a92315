import { codePoints } from './text.ts';

/** NIST SP 800-63B-4, 3.1.1.2: 15 when the password is the only factor. */
export const PASSWORD_MIN = 15;
/** No deployment may go below (ASVS 5.0, 6.2.1). */
export const PASSWORD_MIN_FLOOR = 8;
export const PASSWORD_MAX = 128;

const PRODUCT = 'gatehouse';

export interface PasswordContext {
  readonly username?: string;
  readonly email?: string;
  /** Code points; PASSWORD_MIN unless the deployment says otherwise. */
  readonly minLength?: number;
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
  const length = codePoints(password.normalize('NFC'));
  if (length === 0) return 'Username or Password cannot be empty';
  if (!password.isWellFormed()) return 'Use characters that your keyboard can type.';
  if (length < minLength) return `Use at least ${minLength} characters. You have ${length}.`;
  if (length > PASSWORD_MAX) return `Use at most ${PASSWORD_MAX} characters. You have ${length}.`;
  if (repeatsContext(password, context))
    return 'Choose a password that is not your username, your email address or the name of this site.';
  return undefined;
}

function repeatsContext(password: string, { username, email }: PasswordContext): boolean {
  const candidate = bare(password);
  const words = [PRODUCT, username, email, email?.split('@')[0]];
  return words.some(
    (word) => word && (candidate === bare(word) || isRepetition(candidate, bare(word))),
  );
}

function isRepetition(candidate: string, word: string): boolean {
  return word.length > 2 && candidate.replaceAll(word, '') === '';
}

/** Compared without case, width, and digits or signs at either end: `Gatehouse2026!` is `gatehouse`. */
function bare(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^[\d\W_]+|[\d\W_]+$/gu, '');
}
