import { commonPasswords } from './common-passwords.ts';

const known = new Set(commonPasswords);

/** True for a password that many people use. Compared whole, without case: a phrase that contains one is fine. */
export function isCommonPassword(password: string): boolean {
  return known.has(password.normalize('NFKC').toLowerCase());
}
