export * from './account.ts';
export * from './acting.ts';
export * from './admin.ts';
export * from './counter.ts';
export * from './credentials.ts';
export * from './dashboard.ts';
export { canonicalEmail, EMAIL_MAX, emailProblem } from './email.ts';
export * from './errors.ts';
export * from './field-errors.ts';
export * from './flash.ts';
export * from './kept-events.ts';
export * from './message.ts';
export * from './page.ts';
export * from './password-policy.ts';
export * from './paths.ts';
export * from './policies/condition.ts';
export * from './policies/message-policies.ts';
export * from './policies/order-policies.ts';
export {
  type Actor,
  actorPolicy,
  authorize,
  can,
  type Policy,
  type RowPolicy,
  rowPolicy,
} from './policies/policy.ts';
export * from './policies/user-policies.ts';
export * from './recovery.ts';
export * from './restriction.ts';
export * from './return-path.ts';
export * from './schemas/account.ts';
export * from './schemas/acting.ts';
export * from './schemas/admin.ts';
export * from './schemas/counter.ts';
export {
  confirmationSchema,
  credentialsSchema,
  passwordChangeSchema,
  passwordResetSchema,
  registrationProofSchema,
  registrationSchema,
} from './schemas/credentials.ts';
export * from './schemas/dashboard.ts';
export * from './schemas/flash.ts';
export * from './schemas/message.ts';
export * from './schemas/page.ts';
export * from './schemas/problem.ts';
export * from './schemas/recovery.ts';
export * from './schemas/session.ts';
export * from './schemas/shop.ts';
export { mailedLinkSchema } from './schemas/token.ts';
export * from './schemas/user.ts';
export * from './session.ts';
export * from './session-life.ts';
export * from './shop.ts';
export * from './user.ts';
export { canonicalUsername, USERNAME_MAX, USERNAME_MIN, usernameProblem } from './username.ts';
export * from './words.ts';
