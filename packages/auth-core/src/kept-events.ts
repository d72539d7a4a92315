/** Events that a row is kept of. Only what a person with an account did, and at most once an hour what a session can cause without a password. */
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
  /** A person took a copy of everything that is kept of them, the operator one of all accounts, an admin one of the events. */
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

export type KeptEventName = (typeof keptEvents)[number];
