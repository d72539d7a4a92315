import type { SessionToken } from '../browser/session-token.ts';
import type { SessionSecrets } from '../session/session-secrets.ts';
import type { StoredSession } from '../session/stored-session.ts';

/**
 * What a token says about its holder. `current`: holds the newest secret. `previous`: has not got the
 * newest yet, or sent this before it came. `superseded`: kept a secret longer than any browser does.
 */
export type Proof = 'current' | 'previous' | 'superseded';

/** @param token one that this system made for this session: made-up ones prove nothing, and are no theft */
export function proofOf(
  token: SessionToken,
  { secretMac, previousMac, previousUntil, now }: StoredSession,
  secrets: SessionSecrets,
): Proof {
  if (secrets.matches(token, secretMac)) return 'current';
  const isInTime = previousUntil === null || now < previousUntil;
  if (previousMac && isInTime && secrets.matches(token, previousMac)) return 'previous';
  return 'superseded';
}

/** The newest secret was used: whoever asked for it has got it. */
export function isConfirmed({ previousMac, previousUntil }: StoredSession): boolean {
  return previousMac === null || previousUntil !== null;
}
