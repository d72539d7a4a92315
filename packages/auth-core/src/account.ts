import type { LogIn } from './session.ts';

/** What becomes of an account that is deleted, said before and while it waits for its end. */
export interface AccountDeletion {
  /** It is closed already, and waits. */
  readonly closing: boolean;
  /** When it is deleted for good, or would be if it were closed now; null where accounts are deleted at once. */
  readonly dueAt: string | null;
  /** How many go with it. */
  readonly messages: number;
  /** How many stay, without name and address. */
  readonly orders: number;
}

export interface PasswordDemand {
  readonly demanded: boolean;
}

/** Something that happened to an account, as its person is told of it. */
export interface AccountEvent {
  readonly id: string;
  readonly at: string;
  /** The name of the event: `activityWords` has a sentence for it. */
  readonly code: string;
  /** What exactly, where the name says only that somebody else did something: `activityWords` knows it as well. */
  readonly action: string | null;
  /** Where it was done, if the person did it; null for what others did and what happens by itself. */
  readonly device: LogIn['device'] | null;
  /** Coarse: the network, not the machine. */
  readonly address: string | null;
  /** Who did it, where it was somebody else. */
  readonly actor: ActivityActor | null;
}

/** An admin by name, one who is gone, or whoever runs the service. */
export type ActivityActor =
  | { readonly kind: 'admin'; readonly username: string | null }
  | { readonly kind: 'operator' };

/** One sentence for each event that is kept, to the person of the account. */
const catalogue: Readonly<Record<string, string>> = {
  user_created: 'Your account was made',
  users_imported: 'Accounts were brought in from another system',
  user_archived: 'Your account was closed, to be deleted',
  user_restored: 'Your account was kept after all',
  user_deleted: 'Your account was deleted',
  session_created: 'You logged in',
  session_expired: 'A session ended because its time was over',
  session_logout: 'You logged out',
  session_stolen: 'A device was logged out, because an old copy of its cookie was used',
  session_protected: 'A session was used from another device than before',
  session_restored: 'A remembered session went on after the browser was closed',
  session_confirmed: 'You confirmed your password',
  session_ended: 'A device was logged out',
  sessions_ended: 'All other devices were logged out',
  reauthentication_demanded: 'You were asked for your password',
  authn_password_change: 'Your password was changed',
  authn_password_reset: 'Your forgotten password was replaced',
  authn_password_demand: 'A new password was asked for',
  authn_login_lock: 'Too many wrong passwords were tried',
  email_verified: 'You showed that mail to your address reaches you',
  email_change_requested: 'Another email address was asked for',
  email_change_cancelled: 'The change of your email address was called off',
  email_changed: 'Your email address was changed',
  authz_change: 'Your role was changed',
  authz_admin: 'Your account was changed by somebody else',
  acting_started: 'An admin began to use your account for you',
  acting_ended: 'An admin stopped using your account',
  sensitive_read: 'A copy of your data was downloaded',
};

export const activityCodes: readonly string[] = Object.keys(catalogue);

/** What admins and the operator do to an account of somebody else, each as its person is told of it. */
const actions = {
  suspended: 'Your account was suspended',
  suspension_ended: 'The suspension of your account was ended',
  sessions_ended: 'All your devices were logged out',
  profile_changed: 'Your profile was changed',
  message_deleted: 'A message of yours was deleted',
  password_reset_sent: 'A link for a new password was sent to your address',
  password_reset_printed: 'A link for a new password was made, to be handed to you',
  unlocked: 'The wrong passwords that were tried for your account were forgotten',
  // It is noted before it is done, and may have been refused after that.
  acted: 'A change was asked for in your name',
  made_admin: 'You were made an admin',
  made_member: 'You were made a member',
  demand_ended: 'You may keep your password after all',
} as const;
export type AccountAction = keyof typeof actions;

export const accountActions = Object.keys(actions) as readonly AccountAction[];

/** In plain words; an event of a later release is at least named as one. */
export function activityWords(code: string, action: string | null = null): string {
  if (action !== null && isAccountAction(action)) return actions[action];
  return Object.hasOwn(catalogue, code)
    ? (catalogue[code] ?? '')
    : 'Something happened to your account';
}

export function isAccountAction(action: string): action is AccountAction {
  return Object.hasOwn(actions, action);
}
