export type {
  MailedLink,
  PasswordReset,
  PasswordResetRequest,
  WaitingAddress,
} from '@gatehouse/auth-core';
