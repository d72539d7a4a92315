/**
 * What is told of sessions and accounts. The words are those of the OWASP logging vocabulary where it has one; names
 * are never changed, because people search for them.
 */
export const eventNames = [
  /** A log-in began a session. */
  'session_created',
  /** A session went on under a new secret. */
  'session_renewed',
  /** A session was not used for too long, or reached its end. */
  'session_expired',
  /** The person logged out. */
  'session_logout',
  /** A session that is over was asked for with a genuine cookie. */
  'session_use_after_expire',
  /** An old copy of a cookie was used: the session is over. */
  'session_stolen',
  /** A session was used from another device. */
  'session_protected',
  /** A remembered session came back after the browser was closed. */
  'session_restored',
  /** The password of a session in use was proved again. */
  'session_confirmed',
  /** A session was ended from elsewhere: from the list of devices, or by a log-in too many. */
  'session_ended',
  /** All other sessions were ended at once. */
  'sessions_ended',
  /** A sensitive action asked for the password. */
  'reauthentication_demanded',
  /** A password was wrong, or its account unknown. */
  'authn_login_fail',
  'authn_password_change',
  /** A visitor, or somebody without the right, was refused. */
  'authz_fail',
  /** A role was changed. */
  'authz_change',
  /** An account is gone, with everything of its person. */
  'user_deleted',
  /** Too many tries: no more are made for now. */
  'excess_rate_limit_exceeded',
  /** Another site made a browser send a write. */
  'malicious_csrf',
] as const;

export type EventName = (typeof eventNames)[number];

/** What somebody should look at when it happens often. */
const suspicious: ReadonlySet<EventName> = new Set([
  'session_stolen',
  'session_protected',
  'excess_rate_limit_exceeded',
  'malicious_csrf',
]);

export function isSuspicious(name: EventName): boolean {
  return suspicious.has(name);
}
