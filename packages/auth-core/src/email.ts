import { isCleanText } from './text.ts';

export const EMAIL_MAX = 254;

// One @, no blanks, no quotes or lists: the addresses people have, not all that RFC 5322 allows.
const shape = /^[^\s@,;:<>()[\]\\"]+@[^\s@,;:<>()[\]\\"/?#%]+\.[^\s@,;:<>()[\]\\"/?#%]+$/u;

/** The form that decides whether two addresses are one: composed, lower case, domain in ASCII. */
export function canonicalEmail(email: string): string {
  const [local = '', domain = ''] = email.trim().normalize('NFC').toLowerCase().split('@');
  return `${local}@${asciiDomain(domain)}`;
}

/** What is wrong with an address, in words for the person who typed it; undefined when nothing is. */
export function emailProblem(input: string): string | undefined {
  const email = input.trim();
  if (email === '') return 'Enter your email address';
  if (email.length > EMAIL_MAX) return `Use at most ${EMAIL_MAX} characters.`;
  if (!isCleanText(email) || !shape.test(email) || !asciiDomain(email.split('@')[1] ?? ''))
    return 'Enter an email address, like name@example.com';
  return undefined;
}

function asciiDomain(domain: string): string {
  const address = `http://${domain}`;
  return URL.canParse(address) ? new URL(address).hostname : '';
}
