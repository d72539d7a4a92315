export { Argon2Hasher, argon2Settings } from './argon2-hasher.ts';
export { isCommonPassword } from './common-passwords-check.ts';
export { defaultLimits } from './hashing-limits.ts';
export type { HashingLimits } from './hashing-queue.ts';
export { type PasswordCheck, PasswordHasher, type Verdict } from './password-hasher.ts';
export { parsePhc } from './phc.ts';
