import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { ENV } from '../config/config.module.ts';
import type { Env } from '../config/env.ts';
import { limitPolicy } from './limit-policy.ts';
import { orGiveBack } from './or-give-back.ts';
import type { Window } from './window.ts';
import { WindowStore } from './window-store.ts';

/** Who says that whose password is forgotten. */
interface Request {
  /** The group of addresses that asks. */
  readonly client: string;
  /** What was typed, in its canonical spelling, whether anybody has it or not. */
  readonly identifier: string;
}

/** Bounds how often links for new passwords are asked for, and how many one person gets. */
@Injectable()
export class RecoveryLimit {
  readonly #address: Window;
  readonly #name: Window;
  readonly #person: Window;

  constructor(@Inject(ENV) { resetsPerAddress }: Env, store: WindowStore) {
    const { perName, perPerson, window } = limitPolicy.passwordResets;
    this.#address = store.window({ name: 'reset', points: resetsPerAddress, window });
    this.#name = store.window({ name: 'reset_name', points: perName, window });
    this.#person = store.window({ name: 'reset_person', points: perPerson, window });
  }

  /**
   * The same for names that nobody has.
   * @throws AppError `rate_limited`
   */
  async spend({ client, identifier }: Request): Promise<void> {
    await this.#address.spend(client);
    await orGiveBack(
      () => this.#name.spend(createHash('sha256').update(identifier).digest('base64url')),
      () => this.#address.giveBack(client),
    );
  }

  /** Told to nobody who asks: a refusal would say that a username and an address are one person's. */
  async hasRoomFor(userId: string): Promise<boolean> {
    return (await this.#person.waitAfter(userId)) === 0;
  }
}
