import type { Confirmation, NewPassword } from './credentials.ts';

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

/** With the link the password that was chosen: the link alone shows who reads the mail, and not who registered. */
export interface RegistrationProof extends Confirmation, MailedLink {}

/** An address that somebody has asked for and not confirmed yet. */
export interface WaitingAddress {
  /** Null when none waits. */
  readonly email: string | null;
}
