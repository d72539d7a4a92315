import { keptEvents } from '@gatehouse/auth-core';

/**
 * What is told of sessions, accounts and the service. The words are those of the OWASP logging vocabulary where it has
 * one; names are never changed, because people search for them. Those that are kept are `keptEvents`; docs/reference/events.md
 * tells of each.
 */

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
