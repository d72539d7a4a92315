import { createHash } from 'node:crypto';
import type { Verdict } from '@gatehouse/auth-core/password';
import { Injectable } from '@nestjs/common';
import type { Browser } from '../browser/browser.ts';
import { GuessingWindows } from '../limits/guessing-windows.ts';
import { limitPolicy } from '../limits/limit-policy.ts';
import { orGiveBack } from '../limits/or-give-back.ts';
import {
  accountKey,
  browserKey,
  type CountedTry,
  PasswordFailures,
} from '../limits/password-failures.ts';
import { PasswordEvents } from './password-events.ts';
import { Turns } from './turns.ts';

const WAITING = 64;

/** A password that somebody says is right. */
export interface Attempt {
  readonly browser: Browser;
  /** What says whose it is, in its canonical spelling: one key for one account, whether it exists or not. */
  readonly identifier: string;
  /** Whose it is; undefined for an account that does not exist. */
  readonly userId: string | undefined;
  /** Digest of the browser's mark, when this person has logged in from it before. */
  readonly knownBrowser: string | undefined;
}

/**
 * Bounds how often passwords are tried, over every path that takes one. Counted before the hash and where all processes
 * see it; the page docs/reference/limits.md says how much.
 */
@Injectable()
export class PasswordAttempts {
  readonly #turns = new Turns(WAITING);

  constructor(
    private readonly windows: GuessingWindows,
    private readonly failures: PasswordFailures,
    private readonly events: PasswordEvents,
  ) {}

  /**
   * Tries a password, if another try is allowed. One try after the other: each is counted before it is made, and tries that
   * are right do not use up what those that wait are allowed.
   * @returns the verdict; a no as well past the last failure
   * @throws AppError `rate_limited` when it is not, `overloaded` when too many wait
   */
  spend(attempt: Attempt, check: () => Promise<Verdict>): Promise<Verdict> {
    const key = keyOf(attempt);
    return this.#turns.take(key, async () => {
      const giveBack = await this.#spendWindows(attempt, key);
      const counted = await orGiveBack(() => this.failures.count(key), giveBack);
      const answer = await orGiveBack(check, () =>
        Promise.all([this.failures.takeBack(key), giveBack()]),
      );
      // Past the last failure the work is the same, and no password is right.
      const verdict = counted.failures <= limitPolicy.account.failuresInARow ? answer : 'no';
      if (verdict === 'no') await this.#fail(attempt, counted);
      else await Promise.all([this.#forgive(attempt, key), giveBack()]);
      return verdict;
    });
  }

  /** @returns what gives back what was spent */
  async #spendWindows({ browser, knownBrowser }: Attempt, account: string) {
    if (knownBrowser !== undefined) return () => Promise.resolve();
    const guess = { client: browser.client, account };
    const weight = await this.windows.spend(guess);
    return () => this.windows.giveBack(guess, weight);
  }

  async #forgive({ userId }: Attempt, key: string): Promise<void> {
    if (userId !== undefined) await this.failures.forgive(userId, key);
  }

  async #fail(attempt: Attempt, counted: CountedTry): Promise<void> {
    if (attempt.knownBrowser === undefined) await this.windows.countFailure();
    if (counted.tries === limitPolicy.account.freeTries) this.events.delayed(attempt);
    if (counted.failures === limitPolicy.account.failuresInARow) await this.events.blocked(attempt);
  }
}

/** Where a try is counted. People type passwords into the wrong box: unknown names are kept as digests. */
function keyOf({ identifier, userId, knownBrowser }: Attempt): string {
  if (userId === undefined)
    return `unknown:${createHash('sha256').update(identifier).digest('base64url')}`;
  return knownBrowser === undefined ? accountKey(userId) : browserKey(userId, knownBrowser);
}
