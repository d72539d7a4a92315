import { type AccountAction, isAccountAction } from '@gatehouse/auth-core';

const words: Readonly<Record<string, string>> = {
  user_created: 'Registered',
  users_imported: 'Accounts were brought in from another system',
  user_archived: 'The account was closed, to be deleted',
  user_restored: 'The account was kept after all',
  user_deleted: 'The account was deleted',
  session_created: 'Logged in',
  session_expired: 'A session ended because its time was over',
  session_logout: 'Logged out',
  session_stolen: 'An old copy of a cookie was used; that session is over',
  session_protected: 'A session was used from another device than before',
  session_restored: 'A remembered session went on after the browser was closed',
  session_confirmed: 'Confirmed the password',
  session_ended: 'A device was logged out',
  sessions_ended: 'All other devices were logged out',
  reauthentication_demanded: 'Was asked for the password',
  authn_password_change: 'The password was changed',
  authn_password_demand: 'A new password was demanded',
  authn_password_reset: 'The forgotten password was replaced',
  authn_login_lock: 'Too many wrong passwords were tried',
  email_verified: 'The email address was verified',
  email_change_requested: 'Another email address was asked for',
  email_change_cancelled: 'The change of the email address was called off',
  email_changed: 'The email address was changed',
  authz_change: 'The role was changed',
  authz_admin: 'The account was changed by somebody else',
  acting_started: 'An admin began to act for this person',
  acting_ended: 'An admin stopped acting for this person',
  sensitive_read: 'A copy of the data was downloaded',
};

const actions: Readonly<Record<AccountAction, string>> = {
  suspended: 'The account was suspended',
  suspension_ended: 'The suspension was ended',
  sessions_ended: 'All devices were logged out',
  profile_changed: 'The profile was changed',
  message_deleted: 'A message was deleted',
  password_reset_sent: 'A link for a new password was sent',
  password_reset_printed: 'A link for a new password was made, to be handed over',
  unlocked: 'The wrong passwords were forgotten',
  acted: 'A change was asked for in the name of this person',
  made_admin: 'Became an admin',
  made_member: 'Became a member',
  demand_ended: 'A new password is not demanded any more',
};

/** What happened to an account, to admins; `activityWords` of auth-core tells its person. */
export const accountEventWords = {
  title: 'Recent events',
  none: 'Nothing is kept of the last 90 days.',
  operator: 'the operator',
  near: (address: string) => `Network ${address}`,
  by: (username: string | null) => `by ${username ?? 'an admin who is gone'}`,
  of: (code: string, action: string | null = null) =>
    action !== null && isAccountAction(action)
      ? actions[action]
      : ((Object.hasOwn(words, code) ? words[code] : undefined) ?? code),
};
