import type { NewPassword } from './credentials.ts';

/** Whose password is forgotten. */
export interface PasswordResetRequest {
  /** A username or an e-mail address. */
  readonly identifier: string;
}

/** What a mailed link is good for. */
export interface MailedLink {
  /** What stands behind the # of the link. */
  readonly token: string;
}

export interface PasswordReset extends NewPassword, MailedLink {}

/** An address that somebody has asked for and not confirmed yet. */
export interface WaitingAddress {
  /** Null when none waits. */
  readonly email: string | null;
}
