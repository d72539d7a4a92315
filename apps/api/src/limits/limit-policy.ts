const SECOND = 1;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How often what may be tried; times in seconds. The page docs/reference/limits.md is checked against it. */
export const limitPolicy = {
  /** Of one account, over every path that takes its password; a known browser has the same for itself. */
  account: {
    freeTries: 5,
    firstDelay: SECOND,
    longestDelay: 15 * MINUTE,
    /** Delays begin again after so long without a try. */
    quiet: DAY,
    /** NIST SP 800-63B-4, 3.2.2: at most 100 failures in a row, however long that takes. */
    failuresInARow: 100,
  },
  /** Failures of one address: see FAILURES_PER_ADDRESS. */
  address: { window: 15 * MINUTE },
  /** Failures of one address at one account. */
  pair: { failures: 10, window: 15 * MINUTE },
  /** Failures of everybody: beyond, a try from an address weighs more. */
  everybody: { failures: 300, window: MINUTE, weight: 4 },
  /** Registrations from one address: see REGISTRATIONS_PER_ADDRESS. */
  registrations: { window: HOUR },
  /** Wrong passwords with the link of one registration: then it is good for nothing. */
  registrationLinks: { failures: 5 },
  /** Letters that somebody asked for, to one address. */
  letters: { letters: 5, window: HOUR },
  /**
   * Requests for a new password: of one name, and links that one person is sent, whatever they were asked for by. Of one
   * address: see RESETS_PER_ADDRESS.
   */
  passwordResets: { perName: 5, perPerson: 5, window: HOUR },
  /** How long a browser is known after a log-in, and how many of one person are. */
  knownBrowsers: { days: 90, perUser: 20 },
  /** The owner is told of so many failures before a log-in. */
  toldFailures: 5,
} as const;
