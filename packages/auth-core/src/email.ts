import { isCleanText } from './text.ts';

export const EMAIL_MAX = 254;

// One @, no blanks, no invisible characters, no quotes or lists: the addresses people have, not all that RFC 5322 allows.
const shape = /^[^\s\p{Cf}\p{DI}@,;:<>()[\]\\"]+@[^\s\p{Cf}\p{DI}@,;:<>()[\]\\"/?#%]+$/u;

// RFC 1123: labels of 1 to 63 letters, digits and hyphens; the last one begins with a letter, so no IP address.
const hostName = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/;

/** The form that decides whether two addresses are one: composed, lower case, domain in ASCII. */
export function canonicalEmail(email: string): string {
  const [local, domain] = parts(email.trim().toLowerCase().normalize('NFC'));
  return `${local}@${asciiDomain(domain)}`;
}

/** What is wrong with an address, in words for the person who typed it; undefined when nothing is. */
export function emailProblem(input: string): string | undefined {
  const email = input.trim().normalize('NFC');
  if (email === '') return 'Enter your email address';
  // The domain grows when it is written in ASCII.
  if (email.length > EMAIL_MAX || canonicalEmail(email).length > EMAIL_MAX)
    return `Use at most ${EMAIL_MAX} characters.`;
  if (!isCleanText(email) || !shape.test(email) || !asciiDomain(parts(email)[1]))
    return 'Enter an email address, like name@example.com';
  return undefined;
}

/** Before and after the last @. */
function parts(email: string): [string, string] {
  const at = email.lastIndexOf('@');
  return [email.slice(0, Math.max(at, 0)), email.slice(at + 1)];
}

/** Empty for what cannot be the domain of an address. */
function asciiDomain(domain: string): string {
  const address = `http://${domain}`;
  if (/[\s/?#%:@\\]/.test(domain) || !URL.canParse(address)) return '';
  const { hostname } = new URL(address);
  return hostName.test(hostname) ? hostname : '';
}
