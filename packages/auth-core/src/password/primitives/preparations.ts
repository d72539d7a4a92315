import { createHash } from 'node:crypto';

/** What a system makes of a password before it is hashed. */
export type Preparation = (password: string) => string;

export const asTyped: Preparation = (password) => password;

/** NFC and nothing else: composed and decomposed letters are one password, full-width ones are not (NIST). */
export const composed: Preparation = (password) => password.normalize('NFC');

/** Django's and Flask-Bcrypt's way around the 72 bytes of bcrypt. */
export const digested: Preparation = (password) =>
  createHash('sha256').update(password).digest('hex');

/** Prepares a password in one way after the other, until one of them is right. */
export async function matchesPrepared(
  password: string,
  preparations: readonly Preparation[],
  matches: (prepared: string) => Promise<boolean>,
): Promise<boolean> {
  for (const prepared of new Set(preparations.map((prepare) => prepare(password))))
    if (await matches(prepared)) return true;
  return false;
}
