import type { BcryptSettings } from './bcrypt.ts';

/** How much there is to compute; amounts are compared within one kind only. */
interface Work {
  readonly kind: string;
  readonly amount: number;
}

/** What has to be computed to find out whether a password is the one. */
export interface Check {
  readonly work: Work;
  readonly matches: (password: string) => Promise<boolean>;
}

/** A hash as some system has stored it. */
export interface StoredHash extends Check {
  readonly format: string;
}

/**
 * Reads what one system stores. Cheap, whatever is stored: it computes nothing.
 * @returns undefined for what another system stores, for what is broken, and for what would cost too much to check
 */
export type Recognise = (stored: string, settings: BcryptSettings) => StoredHash | undefined;

export function named(format: string, check: Check | undefined): StoredHash | undefined {
  return check && { format, ...check };
}
