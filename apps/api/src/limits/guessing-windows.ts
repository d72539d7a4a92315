import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { ENV } from '../config/config.module.ts';
import type { Env } from '../config/env.ts';
import { limitPolicy } from './limit-policy.ts';
import { orGiveBack } from './or-give-back.ts';
import type { Window } from './window.ts';
import { WindowStore } from './window-store.ts';

const { address, pair, everybody } = limitPolicy;

/** Who tries whose password. */
export interface Guess {
  /** The group of addresses that asks. */
  readonly client: string;
  /** The account, whether it exists or not. */
  readonly account: string;
}

/** Bounds guessing from browsers that nobody is known by: by address, by address and account, and by everybody together. */
@Injectable()
export class GuessingWindows {
  readonly #address: Window;
  readonly #pair: Window;
  readonly #everybody: Window;
  /** By the clock that never jumps, in milliseconds. */
  #strictUntil = 0;

  constructor(@Inject(ENV) env: Env, store: WindowStore) {
    this.#address = store.window({ name: 'address', points: env.failuresPerAddress, ...address });
    this.#pair = store.window({ name: 'pair', points: pair.failures, window: pair.window });
    this.#everybody = store.window({
      name: 'everybody',
      points: everybody.failures,
      window: everybody.window,
    });
  }

  /**
   * @returns how much it weighed, for giving it back
   * @throws AppError `rate_limited`
   */
  async spend(guess: Guess): Promise<number> {
    // While many passwords are tried everywhere, nobody gets many tries.
    const weight = performance.now() < this.#strictUntil ? everybody.weight : 1;
    await this.#address.spend(guess.client, weight);
    // Not before the address has room: whoever has none asks about as many accounts as they like.
    await orGiveBack(
      () => this.#pair.spend(pairKey(guess), weight),
      () => this.#address.giveBack(guess.client, weight),
    );
    return weight;
  }

  /** The password was right. */
  async giveBack(guess: Guess, weight: number): Promise<void> {
    await Promise.all([
      this.#address.giveBack(guess.client, weight),
      this.#pair.giveBack(pairKey(guess), weight),
    ]);
  }

  /** The password was wrong. */
  async countFailure(): Promise<void> {
    const wait = await this.#everybody.waitAfter('');
    if (wait > 0) this.#strictUntil = performance.now() + wait * 1000;
  }
}

function pairKey({ client, account }: Guess): string {
  return createHash('sha256').update(`${client} ${account}`).digest('base64url');
}
