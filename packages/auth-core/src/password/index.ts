export { Argon2Hasher, argon2Settings, defaultLimits } from './argon2-hasher.ts';
export { isCommonPassword } from './common-passwords-check.ts';
export type { HashingLimits } from './hashing-queue.ts';
export { type PasswordCheck, PasswordHasher, type Verdict } from './password-hasher.ts';
export { parsePhc } from './phc.ts';
