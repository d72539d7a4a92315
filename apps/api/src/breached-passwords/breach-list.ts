import { createHash } from 'node:crypto';

/** A collection of stolen passwords that can be asked for one. */
export interface BreachList {
  /** How it is named in the log. */
  readonly name: 'file' | 'service';
  /** @throws when it cannot be asked, or is not what it should be */
  has(digest: string): Promise<boolean>;
}

/** As Have I Been Pwned names passwords: 40 hexadecimal digits in upper case. It hides nothing; the list is public. */
export function breachDigest(password: string): string {
  return createHash('sha1').update(password.normalize('NFC')).digest('hex').toUpperCase();
}
