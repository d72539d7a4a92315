import { EMPTY_REGISTRATION } from './words.ts';

export const USERNAME_MIN = 3;
export const USERNAME_MAX = 64;

const allowed = /^[A-Za-z0-9._-]+$/;

/** The form that decides whether two usernames are one; ASCII only, so lower case is enough. */
export function canonicalUsername(username: string): string {
  return username.trim().toLowerCase();
}

/** What is wrong with a username, in words for the person who chose it; undefined when nothing is. */
export function usernameProblem(input: string): string | undefined {
  const username = input.trim();
  if (username === '') return EMPTY_REGISTRATION;
  if (username.length < USERNAME_MIN) return `Use at least ${USERNAME_MIN} characters.`;
  if (username.length > USERNAME_MAX) return `Use at most ${USERNAME_MAX} characters.`;
  if (!allowed.test(username)) return 'Use only letters from A to Z, digits, and . _ -';
  return undefined;
}
