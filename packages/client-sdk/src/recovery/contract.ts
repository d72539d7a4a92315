export type { MailedLink, PasswordReset, PasswordResetRequest } from '@gatehouse/auth-core';
