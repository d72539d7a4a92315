/**
 * What is told of sessions, accounts and the service. The words are those of the OWASP logging vocabulary where it has
 * one; names are never changed, because people search for them. docs/reference/events.md tells of each.
 */

/** A row. Only what a person with an account did, and at most once an hour what a session can cause without a password. */
export const keptEvents = [
  /** An account was made. */
  'user_created',
  /** An account was closed, and waits for its end. */
  'user_archived',
  /** It was opened again. */
  'user_restored',
  /** An account is gone, with everything of its person. */
  'user_deleted',
  /** Accounts of another system were brought in. */
  'users_imported',
  /** A log-in began a session. */
  'session_created',
  /** A session was not used for too long, or reached its end. */
  'session_expired',
  /** The person logged out. */
  'session_logout',
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
  'authn_password_change',
  /** The owner of an address has shown that mail to it reaches them. */
  'email_verified',
  /** Another address was asked for: it has to be confirmed there. */
  'email_change_requested',
  /** The change that was asked for is not wanted any more. */
  'email_change_cancelled',
  /** An account has another address. */
  'email_changed',
  /** A new password was demanded before anything else, or is not any more. */
  'authn_password_demand',
  /** A person took a copy of everything that is kept of them, or the operator of all accounts. */
  'sensitive_read',
  /** A forgotten password was replaced by a mailed link. */
  'authn_password_reset',
  /** So many passwords were wrong in a row that none is right any more, but in browsers that the person has used before. */
  'authn_login_lock',
  /** An admin began to act for a person. */
  'acting_started',
  /** The admin went back to their own session. */
  'acting_ended',
  /** A role was changed. */
  'authz_change',
  /** An admin changed what belongs to somebody else, also while acting for them, or the operator did by a command. */
  'authz_admin',
] as const;

/** A line in the log each, and a number in the metrics: what anybody can cause without end, and what says nothing of anybody. */
export const toldEvents = [
  /** A session went on under a new secret. */
  'session_renewed',
  /** A session that is over was asked for with a genuine cookie. */
  'session_use_after_expire',
  /** A link was mailed to somebody, as they or somebody else asked. */
  'authn_token_created',
  /** A mailed link was used that is good for nothing: used before, too old, or made up. */
  'authn_token_reuse',
  /** A password was wrong, or its account unknown. */
  'authn_login_fail',
  /** So many were wrong that the next tries have to wait. */
  'authn_login_fail_max',
  /** A visitor, or somebody without the right, was refused. */
  'authz_fail',
  /** A request was not as it has to be. */
  'input_validation_fail',
  /** A list of stolen passwords could not be asked: a new password was taken without it. */
  'breach_check_failed',
  /** Too many tries: no more are made for now. */
  'excess_rate_limit_exceeded',
  /** Another site made a browser send a write. */
  'malicious_csrf',
  /** Fields that no form of ours has, or several cookies of a name. */
  'malicious_extraneous',
  /** A mail was given up. */
  'mail_failed',
  /** The process serves. */
  'sys_startup',
  /** The process ends in order. */
  'sys_shutdown',
] as const;

export const eventNames = [...keptEvents, ...toldEvents] as const;

export type KeptEventName = (typeof keptEvents)[number];
export type EventName = (typeof eventNames)[number];

/** What somebody should look at when it happens often. */
const suspicious: ReadonlySet<EventName> = new Set([
  'session_stolen',
  'session_protected',
  'authn_login_lock',
  'breach_check_failed',
  'excess_rate_limit_exceeded',
  'malicious_csrf',
  'malicious_extraneous',
  'mail_failed',
]);

export function isSuspicious(name: EventName): boolean {
  return suspicious.has(name);
}
