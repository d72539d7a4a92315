const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** What a mailed link may do, and for how many seconds. NIST SP 800-63B-4, 4.2.1.2: a day at most. */
export const tokenLife = {
  password_reset: 30 * MINUTE,
  email_verification: 24 * HOUR,
  email_change: 2 * HOUR,
  registration: 24 * HOUR,
} as const;

export type TokenPurpose = keyof typeof tokenLife;
