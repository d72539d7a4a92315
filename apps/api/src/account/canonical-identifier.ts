import { canonicalEmail, canonicalUsername } from '@gatehouse/auth-core';

/** A username holds no @ and an address always one: nobody's name can be another's address. */
export function canonicalIdentifier(identifier: string): string {
  return identifier.includes('@') ? canonicalEmail(identifier) : canonicalUsername(identifier);
}
