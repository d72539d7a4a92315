export type {
  MailedLink,
  PasswordReset,
  PasswordResetRequest,
  RegistrationProof,
  WaitingAddress,
} from '@gatehouse/auth-core';
